/// Asks the mail program of a reader for a signed receipt (RFC 2634, 2.7): everybody who gets the message may give one.
public struct ReceiptRequest: Hashable, Sendable {
    /// What the receipt calls the message. It travels unencrypted in receipts.
    public let identifier: [UInt8]
    /// The mail address that receipts go to.
    public let address: String

    /// - Parameter address: ASCII.
    public init(identifier: [UInt8], address: String) {
        self.identifier = identifier
        self.address = address
    }

    /// ReceiptRequest with receiptsFrom allReceipts and one GeneralName of a mailbox in receiptsTo.
    func write(_ writer: inout DERWriter) {
        writer.sequence { writer in
            writer.octetString(identifier)
            writer.primitive(.primitive(0), [0])
            writer.sequence { $0.sequence { $0.primitive(.primitive(1), Array(address.utf8)) } }
        }
    }
}
