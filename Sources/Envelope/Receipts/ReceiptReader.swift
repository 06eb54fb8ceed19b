/// Reads the report of a receipt, strictly.
enum ReceiptReader {
    /// The fields of a notification that are understood. An extension field (`X-`) of another maker is passed over; any
    /// other name is refused.
    private enum Field: String, CaseIterable {
        case reportingAgent = "reporting-ua"
        case originalRecipient = "original-recipient"
        case finalRecipient = "final-recipient"
        case originalMessageID = "original-message-id"
        case disposition = "disposition"
        case mic = "received-content-mic"
        case checkpoint = "x-weerthuis-audit-checkpoint"
        case gateway = "mdn-gateway"
        case error = "error"
        case warning = "warning"
        case failure = "failure"

        init?(_ bytes: Span<UInt8>, _ name: Range<Int>) {
            for field in Self.allCases where ByteSearch.matches(field.rawValue.utf8.span, in: bytes, name) {
                self = field
                return
            }
            return nil
        }
    }

    /// - Parameter report: a multipart/report entity that was read from `bytes`.
    /// - Throws: ``ReceiptError``: `structure`, `field`, `missingField`, `disposition` or `micForm`.
    static func read(_ report: MIMEEntity, in bytes: Span<UInt8>) throws(ReceiptError) -> Receipt {
        guard report.contentType.mediaType == .multipartReport, report.parts.count == 2 else {
            throw ReceiptError(.structure)
        }
        let values = try values(report.parts[1], bytes)
        guard let recipient = values[.finalRecipient], let messageID = values[.originalMessageID],
            let disposition = values[.disposition]
        else { throw ReceiptError(.missingField) }
        guard let disposition = ReceiptDisposition(fieldValue: disposition) else { throw ReceiptError(.disposition) }
        guard messageID.utf8.count <= 998, !messageID.isEmpty else { throw ReceiptError(.field) }
        return Receipt(
            finalRecipient: try address(recipient), originalMessageID: messageID, disposition: disposition,
            mic: try values[.mic].map(mic), checkpoint: try values[.checkpoint].map(checkpoint),
            originalRecipient: try values[.originalRecipient].map(address),
            reportingAgent: values[.reportingAgent])
    }

    /// The fields of the notification, each at most once.
    private static func values(_ part: MIMEEntity, _ bytes: Span<UInt8>) throws(ReceiptError) -> [Field: String] {
        let body: [UInt8]
        let fields: [MIMEField]
        do {
            // The block of fields is a header without the empty line at its end (RFC 8098 section 3.1).
            body = try part.content(in: bytes) + [0x0D, 0x0A, 0x0D, 0x0A]
            fields = try MIMEHeader.fields(body.span, .http)
        } catch { throw ReceiptError(.field, cause: error.reason.rawValue) }
        var values: [Field: String] = [:]
        for field in fields {
            guard let known = Field(body.span, field.name) else {
                guard ByteSearch.matches("x-", in: body.span, field.name.prefix(2)) else { throw ReceiptError(.field) }
                continue
            }
            guard values.updateValue(field.unfolded(in: body.span), forKey: known) == nil else {
                throw ReceiptError(.field)
            }
        }
        return values
    }

    /// `<type>; <address>`.
    private static func address(_ value: String) throws(ReceiptError) -> String {
        let parts = value.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, MIMETrim.blanks(parts[0]).lowercased() == Receipt.addressType else {
            throw ReceiptError(.field)
        }
        let address = MIMETrim.blanks(parts[1])
        guard (1...256).contains(address.utf8.count) else { throw ReceiptError(.field) }
        return String(address)
    }

    private static func mic(_ value: String) throws(ReceiptError) -> Digest {
        guard let mic = Digest(micFieldValue: value) else { throw ReceiptError(.micForm) }
        return mic
    }

    private static func checkpoint(_ value: String) throws(ReceiptError) -> ChainReference {
        guard let checkpoint = ChainReference(value) else { throw ReceiptError(.field) }
        return checkpoint
    }
}
