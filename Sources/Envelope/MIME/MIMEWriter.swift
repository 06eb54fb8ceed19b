/// Writes the MIME structures of an exchange in the one form that ``MIMEReader`` also accepts: CRLF, no obsolete grammar.
public enum MIMEWriter {
    /// Writes one entity: header, empty line, body in the given encoding.
    ///
    /// - Parameter fields: further header fields, in their order, before the body; names and values in visible ASCII.
    /// - Throws: ``MIMEError`` when a field can't stand in a header, or the body is not what the encoding promises.
    public static func entity(
        _ contentType: MIMEContentType, fields: [(name: String, value: String)] = [], body: Span<UInt8>,
        _ encoding: MIMETransferEncoding
    ) throws(MIMEError) -> [UInt8] {
        try MIMEText.check(body, 0..<body.count, encoding, .mail)
        var output: [UInt8] = []
        let growth = encoding.isIdentity ? body.count : body.count / 2 * 3 + 256
        output.reserveCapacity(growth + 512)
        try append("Content-Type", contentType.headerValue, to: &output)
        try append("Content-Transfer-Encoding", encoding.rawValue, to: &output)
        for field in fields { try append(field.name, field.value, to: &output) }
        output += [ASCII.carriageReturn, ASCII.lineFeed]
        switch encoding {
        case .sevenBit, .eightBit, .binary: unsafe body.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
        case .base64: output += Base64.encode(body, lineLength: Base64.lineLength)
        case .quotedPrintable: output += QuotedPrintable.encode(body)
        }
        return output
    }

    /// Writes the body of a multipart: each part between delimiters, and the closing delimiter with its line end.
    ///
    /// - Throws: ``MIMEError`` when the boundary is ill-formed, or occurs in a part.
    public static func multipartBody(_ parts: [[UInt8]], boundary: String) throws(MIMEError) -> [UInt8] {
        let search = try MIMEBoundary(boundary, at: 0)
        let delimiter = [UInt8]("--\(boundary)".utf8)
        var output: [UInt8] = []
        output.reserveCapacity(parts.reduce(256) { $0 + $1.count + 80 })
        for part in parts {
            guard !search.occurs(in: part.span) else { throw MIMEError(.boundaryAmbiguous, at: output.count) }
            output += delimiter
            output += [ASCII.carriageReturn, ASCII.lineFeed]
            output += part
            output += [ASCII.carriageReturn, ASCII.lineFeed]
        }
        output += delimiter
        output += [ASCII.hyphen, ASCII.hyphen, ASCII.carriageReturn, ASCII.lineFeed]
        return output
    }

    /// Answers the Content-Type of a multipart/signed with a detached CMS signature (RFC 8551 section 3.5.3).
    ///
    /// - Parameter digest: the name of the digest as in RFC 8551 section 3.4.3.2, such as `sha-256`.
    public static func signedType(boundary: String, digest: String) -> MIMEContentType {
        MIMEContentType(
            .multipartSigned,
            [
                MIMEParameter("protocol", MIMEMediaType.signature.rawValue), MIMEParameter("micalg", digest),
                MIMEParameter("boundary", boundary),
            ])
    }

    /// Writes a multipart/signed around an entity and its detached CMS signature, which is written in base64.
    ///
    /// - Parameters:
    ///   - entity: exactly the bytes that were signed.
    ///   - digest: the name of the digest as in RFC 8551 section 3.4.3.2, such as `sha-256`.
    /// - Returns: the Content-Type for the header, and the body.
    /// - Throws: ``MIMEError`` when the boundary is ill-formed, or occurs in the entity.
    public static func signed(
        _ entity: [UInt8], signature: [UInt8], digest: String, boundary: String
    ) throws(MIMEError) -> (contentType: MIMEContentType, body: [UInt8]) {
        let type = MIMEContentType(.signature, [MIMEParameter("name", "smime.p7s")])
        let part = try Self.entity(type, body: signature.span, .base64)
        return (signedType(boundary: boundary, digest: digest), try multipartBody([entity, part], boundary: boundary))
    }

    /// Makes a boundary from fresh random bits: it occurs in no text that was written before it, and nobody can foresee it.
    public static func boundary() throws(CryptoError) -> String {
        let bytes = try Random.publicBytes(16)
        func half(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        return "=_" + String(half(bytes[..<8]), radix: 36) + "." + String(half(bytes[8...]), radix: 36)
    }

    /// Writes a block of fields, each on its line.
    static func fields(_ fields: [(name: String, value: String)]) throws(MIMEError) -> [UInt8] {
        var output: [UInt8] = []
        for field in fields { try append(field.name, field.value, to: &output) }
        return output
    }

    /// Writes `name: value` on one line.
    private static func append(_ name: String, _ value: String, to output: inout [UInt8]) throws(MIMEError) {
        let isClean =
            !name.isEmpty && name.utf8.allSatisfy(ASCII.isFieldName)
            && value.utf8.allSatisfy { ASCII.isVisible($0) || $0 == ASCII.space }
        guard isClean else { throw MIMEError(.headerCharacter, at: output.count) }
        guard name.utf8.count + value.utf8.count + 2 <= MIMELimits.http.headerLine else {
            throw MIMEError(.headerLine, at: output.count)
        }
        output += name.utf8
        output += [ASCII.colon, ASCII.space]
        output += value.utf8
        output += [ASCII.carriageReturn, ASCII.lineFeed]
    }
}
