/// Compares the header under the signature (RFC 9788, and the older drafts that mail clients follow) with the one outside.
public enum HeaderProtection {
    /// Makes sure that what was signed is what the mail says about itself.
    ///
    /// When the signed part has a protected header, its From is the From of the mail; To and Message-ID too, when it has them.
    /// Without one nothing is promised about the header, and only the signer counts.
    ///
    /// - Parameter isRequired: for senders that always protect their headers: our own software.
    /// - Throws: ``MailError`` with reason `headerProtection`.
    public static func check(
        _ mail: ReceivedMail, against signed: SignedContent, isRequired: Bool
    ) throws(MailError) {
        let text = signed.text
        let fields = MailFields(signed.entity, in: text.span)
        let promises = signed.entity.contentType["hp"] != nil || signed.entity.contentType["protected-headers"] != nil
        guard fields.has("from") else {
            guard !isRequired, !promises else { throw MailError(.headerProtection, "From is not protected") }
            return
        }
        do throws(MailError) {
            try require(try fields.from() == mail.from, "From")
            if fields.has("to") { try require(Set(try fields.to()) == Set(mail.to), "To") }
            if let messageID = try fields.optional("message-id") {
                try require(messageID == mail.messageID, "Message-ID")
            }
        } catch {
            throw MailError(.headerProtection, error.detail ?? error.reason.rawValue)
        }
    }

    private static func require(_ holds: Bool, _ field: String) throws(MailError) {
        guard holds else { throw MailError(.headerProtection, field) }
    }
}
