/// The transactions of a store, numbered as in docs/architecture.md.
enum StoreStep: Int, CaseIterable, Sendable {
    case submit = 1
    case claimDue
    case recordDelivered
    case recordHandedOver
    case recordDeferred
    case recordFailed
    case release
    case recoverAfterStart
    case retry
    case cancel
    case receive
    /// Entries of the log, its checkpoints, and what ends a dossier.
    case other
    case recordBounced
    /// How far a mailbox was read, and who reads a mail.
    case mailbox
    /// The question to a person about what was handed over and never answered.
    case askAboutHandedOver

    init(_ step: OutboundStep) {
        self =
            switch step {
            case .claim: .claimDue
            case .deliver: .recordDelivered
            case .handOver: .recordHandedOver
            case .defer: .recordDeferred
            case .fail: .recordFailed
            case .release: .release
            case .bounce: .recordBounced
            case .retry: .retry
            case .cancel: .cancel
            }
    }
}
