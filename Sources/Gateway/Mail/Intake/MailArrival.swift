internal import Envelope

/// A mail that was opened, with who sent it.
struct MailArrival: Sendable {
    let mail: ReceivedMail
    let signed: SignedContent
    let partner: Partner
    let sender: Party
}

extension SignedReceipt {
    private static let delivered = [" processed\r\n", " processed/warning:"].map { Array($0.utf8) }

    /// Whether a receipt that this node wrote says that the message was taken.
    var saysDelivered: Bool {
        var rest = body[...]
        while let place = rest.firstIndex(of: UInt8(ascii: ";")) {
            rest = rest[(place + 1)...]
            if Self.delivered.contains(where: { rest.starts(with: $0) }) { return true }
        }
        return false
    }
}
