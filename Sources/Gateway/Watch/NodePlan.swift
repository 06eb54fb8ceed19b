internal import Envelope

/// What a node is told before it is made.
struct NodePlan: Sendable {
    let party: OIN
    /// The sending system in the source of every message.
    let system: String
    var listen: ListenerSettings
    /// Health and metrics; a loopback address.
    var local: ListenerSettings
    var delivery = DeliverySettings()
    var retry = RetryPlan()
    var dispatch = DispatchLimits()
    /// Partners whose receipts are asked for later.
    var asynchronous: Set<OIN> = []
    /// Nil for a node that has nothing to do with mail.
    var mail: MailPlan?
    /// Where messages arrive.
    var path = "/as2"
    /// How long attempts may take to end when the node stops; after twice this it ends without them.
    var patience: Duration = .seconds(15)
    /// Of which health page and metrics tell when they end.
    var certificates = TLSExpiries()
    /// Takes a new TLS certificate over; nil behind a proxy.
    var renewal: TLSRenewal?
    let clock: NodeClock
    let log: NodeLog
}
