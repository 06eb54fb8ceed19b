/// Writes receipts: the report, and the signed answer around it.
public enum ReceiptWriter {
    /// Writes the report that gets signed: multipart/report with a text for people and the fields for machines.
    ///
    /// - Parameter boundary: a fresh boundary, see ``MIMEWriter/boundary()``.
    /// - Throws: ``MIMEError`` when a field of the receipt can't stand in a header, or the boundary is ill-formed.
    public static func report(_ receipt: Receipt, boundary: String) throws(MIMEError) -> [UInt8] {
        let text = [UInt8](remark(receipt.disposition).utf8)
        let plain = MIMEContentType(.plainText, [MIMEParameter("charset", "us-ascii")])
        let fields = try MIMEWriter.fields(fields(receipt))
        let notification = MIMEContentType(.dispositionNotification)
        let parts = [
            try MIMEWriter.entity(plain, body: text.span, .sevenBit),
            try MIMEWriter.entity(notification, body: fields.span, .sevenBit),
        ]
        let body = try MIMEWriter.multipartBody(parts, boundary: boundary)
        let type = MIMEContentType(
            .multipartReport,
            [MIMEParameter("report-type", "disposition-notification"), MIMEParameter("boundary", boundary)])
        return try MIMEWriter.entity(type, body: body.span, .sevenBit)
    }

    private static func fields(_ receipt: Receipt) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        if let agent = receipt.reportingAgent { fields.append(("Reporting-UA", agent)) }
        if let original = receipt.originalRecipient {
            fields.append(("Original-Recipient", "\(Receipt.addressType); \(original)"))
        }
        fields.append(("Final-Recipient", "\(Receipt.addressType); \(receipt.finalRecipient)"))
        fields.append(("Original-Message-ID", receipt.originalMessageID))
        fields.append(("Disposition", receipt.disposition.fieldValue))
        if let mic = receipt.mic { fields.append(("Received-Content-MIC", mic.micFieldValue)) }
        if let checkpoint = receipt.checkpoint { fields.append((Receipt.checkpointField, checkpoint.description)) }
        return fields
    }

    /// A sentence in Dutch and in English that says nothing about the content.
    private static func remark(_ disposition: ReceiptDisposition) -> String {
        let dutch =
            disposition.isDelivered
            ? "Het bericht is ontvangen en opgeslagen. Of de inhoud klopt, volgt apart."
            : "Het bericht is niet aangenomen. De reden staat in het tweede deel."
        let english =
            disposition.isDelivered
            ? "The message was received and stored. Whether its content is right follows separately."
            : "The message was not accepted. The second part gives the reason."
        return dutch + "\r\n" + english + "\r\n"
    }
}
