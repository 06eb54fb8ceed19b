/// Envelopes as files hold them. Stock tools write more forms than are exchanged.
public enum StoredEnvelope {
    private static let armor = [UInt8]("-----BEGIN ".utf8)
    private static let labels = ["CMS", "PKCS7"]

    /// The form that is exchanged: of PEM (RFC 7468) its DER, of a text with Unix line ends the same with CRLF.
    ///
    /// It loosens no check: what it makes is read as strictly as what arrives.
    ///
    /// - Returns: the bytes themselves when they are neither.
    public static func exchanged(_ file: [UInt8]) -> [UInt8] {
        if file.starts(with: armor) {
            return labels.lazy.compactMap { PEM.decode(file, label: $0, limit: .max) }.first ?? file
        }
        let bytes = file.span
        guard file.first != DERTag.sequence.rawValue,
            ByteSearch.first(ASCII.carriageReturn, in: bytes, 0..<bytes.count) == nil
        else { return file }
        return withCRLF(file)
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
