/// The steps that change the state of a delivery. Each is one transaction; no other change exists.
enum OutboundStep: CaseIterable, Hashable, Sendable {
    /// An attempt begins.
    case claim
    /// The receipt was verified. It may also come late, after the sender stopped waiting for it.
    case deliver
    /// A partner's mail server took the message over.
    case handOver
    /// The attempt did not deliver; the next one has its time.
    case `defer`
    /// The attempt did not deliver, or a receipt came later that refuses; no other attempt follows until a person acts.
    case fail
    /// A delivery report says that the mail did not arrive.
    case bounce
    /// The attempt never began, or the process that made it is gone.
    case release
    /// A person asks for an attempt now.
    case retry
    /// A person stops the delivery.
    case cancel

    /// The states that it is possible from.
    var from: Set<OutboundState> {
        switch self {
        case .claim: [.queued, .deferred]
        case .deliver: [.queued, .sending, .deferred, .overhandigd, .failed, .cancelled]
        case .handOver, .defer, .release: [.sending]
        case .fail: [.sending, .deferred]
        case .bounce: [.sending, .deferred, .overhandigd]
        case .retry: [.deferred, .overhandigd, .failed]
        case .cancel: [.queued, .deferred, .failed]
        }
    }

    /// The state that it leads to.
    var to: OutboundState {
        switch self {
        case .claim: .sending
        case .deliver: .delivered
        case .handOver: .overhandigd
        case .defer: .deferred
        case .fail, .bounce: .failed
        case .release, .retry: .queued
        case .cancel: .cancelled
        }
    }
}
