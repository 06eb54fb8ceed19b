internal import Envelope

/// One message on its way to one party: a message id and the receiving party.
struct DeliveryID: Hashable, Sendable, CustomStringConvertible {
    let message: UniqueID
    let recipient: OIN

    var description: String { "\(message) to \(recipient)" }
}
