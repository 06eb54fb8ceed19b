internal import Envelope

/// What the receipt of a mail program calls a message of ours: its number, and the party that it went to.
struct ReceiptName: Hashable, Sendable {
    let delivery: DeliveryID

    init(_ delivery: DeliveryID) { self.delivery = delivery }

    /// Nil unless `bytes` have exactly the form of ``bytes``.
    init?(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let message = UniqueID(String(parts[0])), let party = OIN(String(parts[1])) else {
            return nil
        }
        delivery = DeliveryID(message: message, recipient: party)
    }

    var bytes: [UInt8] { Array("\(delivery.message)/\(delivery.recipient)".utf8) }
}
