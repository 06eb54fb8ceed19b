extension MIMEEntity {
    /// Whether it is the signed receipt of a mail program (RFC 2634, 2.4).
    var isPersonalReceipt: Bool {
        contentType.mediaType == .pkcs7 && contentType["smime-type"]?.lowercased() == "signed-receipt"
    }
}
