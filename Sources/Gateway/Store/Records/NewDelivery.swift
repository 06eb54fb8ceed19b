internal import Envelope

/// A message that is to be delivered to one party.
struct NewDelivery: Hashable, Sendable {
    let id: UniqueID
    let recipient: OIN
    let dossier: UniqueID
    /// The name of its type in the profile, such as `aanmeldbericht`.
    let type: String
    /// The CloudEvents document in the copy for this recipient.
    let content: [UInt8]
    /// The contactpersoon who released it, or `node`.
    let releasedBy: String
    let created: UTCTime

    var delivery: DeliveryID { DeliveryID(message: id, recipient: recipient) }
}
