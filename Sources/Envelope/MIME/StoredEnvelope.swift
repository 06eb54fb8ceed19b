/// Envelopes as files hold them. Stock tools write more forms than are exchanged.
public enum StoredEnvelope {
    private static let labels = ["CMS", "PKCS7"]

    /// The form that is exchanged: of PEM (RFC 7468) its DER, of a text with Unix line ends the same with CRLF.
    ///
    /// It loosens no check: what it makes is read as strictly as what arrives.
    ///
    /// - Returns: the bytes themselves when they are neither.
    public static func exchanged(_ file: [UInt8]) -> [UInt8] {
        guard file.first != DERTag.sequence.rawValue else { return file }
        let hasCR = ByteSearch.first(ASCII.carriageReturn, in: file.span, 0..<file.count) != nil
        let text = hasCR ? file : withCRLF(file)
        return labels.lazy.compactMap { unarmored(text, label: $0) }.first ?? text
    }

    /// - Returns: nil for a text that is not one block of this label and nothing else.
    private static func unarmored(_ text: [UInt8], label: String) -> [UInt8]? {
        let opening = [UInt8]("-----BEGIN \(label)-----\r\n".utf8)
        let closing = [UInt8]("-----END \(label)-----".utf8)
        guard text.starts(with: opening),
            let end = ByteSearch.first(ASCII.hyphen, in: text.span, opening.count..<text.count),
            text[end...].starts(with: closing),
            text[(end + closing.count)...].allSatisfy({ $0 == ASCII.carriageReturn || $0 == ASCII.lineFeed })
        else { return nil }
        return try? Base64.decode(text.span, opening.count..<end)
    }

    private static func withCRLF(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count + text.count / 32)
        for byte in text {
            if byte == ASCII.lineFeed { output.append(ASCII.carriageReturn) }
            output.append(byte)
        }
        return output
    }
}
