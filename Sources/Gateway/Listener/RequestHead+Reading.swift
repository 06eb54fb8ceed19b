extension RequestHead {
    /// Takes over the head of a request, if it is exactly what RFC 9112 describes and within the limits.
    init(_ raw: RawHead, limits: ListenerLimits) throws(Refusal) {
        guard raw.size <= limits.headerBytes, raw.fields.count <= limits.headerCount else { throw .headersTooLarge }
        guard raw.target.bytes.count <= limits.targetBytes else { throw .targetTooLong }
        guard raw.isExact else { throw .malformed("The lines of the request are malformed.") }
        guard let version = HTTPVersion(rawValue: Self.text(raw.version)) else { throw .unknownVersion }
        guard Self.isToken(raw.method), raw.method.count <= 16 else { throw .unknownMethod }
        let target = raw.target.bytes
        guard target.first == UInt8(ascii: "/"), target.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .malformed("The target is not a path.")
        }
        method = Self.text(raw.method)
        let parts = target.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        path = Self.text(parts[0])
        query = parts.count == 2 ? Self.text(parts[1]) : nil
        headers = try Self.fields(raw)
        framing = try BodyFraming(headers, version: version)
        try Self.checkHost(headers, version: version)
        expectsContinue = try Self.expectsContinue(headers)
    }

    private static func fields(_ raw: RawHead) throws(Refusal) -> HTTPFields {
        var fields: [HTTPField] = []
        fields.reserveCapacity(raw.fields.count)
        for field in raw.fields {
            guard isToken(field.name) else { throw .malformed("The name of a header field is malformed.") }
            guard field.value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
                throw .malformed("The value of a header field is malformed.")
            }
            fields.append(HTTPField(name: text(field.name), value: trimmed(field.value)))
        }
        return HTTPFields(fields)
    }

    /// Exactly one Host in HTTP/1.1, and never two (RFC 9112, 3.2).
    private static func checkHost(_ headers: HTTPFields, version: HTTPVersion) throws(Refusal) {
        let hosts = headers.all("Host")
        guard hosts.count == 1 || hosts.isEmpty && version == .http10 else {
            throw .malformed("Not exactly one Host.")
        }
        guard hosts.allSatisfy({ $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ",") } }) else {
            throw .malformed("Host is malformed.")
        }
    }

    private static func expectsContinue(_ headers: HTTPFields) throws(Refusal) -> Bool {
        let expectations = headers.all("Expect")
        guard expectations.count <= 1, expectations.allSatisfy({ $0.lowercased() == "100-continue" }) else {
            throw .unknownExpectation
        }
        return !expectations.isEmpty
    }

    /// One or more characters of a token (RFC 9110, 5.6.2).
    private static func isToken(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        !bytes.isEmpty
            && bytes.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
                default: false
                }
            }
    }

    private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var end = bytes.count
        while end > 0, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return text(bytes[..<end])
    }

    private static func text(_ bytes: some Collection<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
