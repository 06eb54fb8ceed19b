/// A mail address as certificates hold it: ASCII, one `@`, no blanks (RFC 5280, 4.2.1.6).
enum MailAddress {
    static func checked(_ text: String) throws(CertificateError) -> String {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), text.utf8.count <= 254,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .name(field: "mail address") }
        return text
    }
}
