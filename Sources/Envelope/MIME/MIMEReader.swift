/// A strict reader for the few MIME structures of an exchange (RFC 2045, 2046, 5322; RFC 8551 section 3).
///
/// Line ends are CRLF; obsolete grammar, comments, unknown media types and anything that two programs could read in
/// two ways are refused. The text is scanned once per level of nesting, and no body is copied.
public struct MIMEReader {
    private let limits: MIMELimits
    private var entities = 0

    private init(_ limits: MIMELimits) { self.limits = limits }

    /// Reads a text that starts with its header.
    ///
    /// - Throws: ``MIMEError`` with the reason and the offset of the first thing that is not allowed.
    public static func read(_ bytes: Span<UInt8>, _ limits: MIMELimits = .http) throws(MIMEError) -> MIMEEntity {
        guard bytes.count <= limits.bytes else { throw MIMEError(.tooLarge, at: limits.bytes) }
        var reader = MIMEReader(limits)
        return try reader.entity(bytes, 0..<bytes.count, depth: 1)
    }

    /// Reads a body whose Content-Type came from elsewhere: the header of the HTTP request or answer.
    ///
    /// - Throws: ``MIMEError`` with the reason and the offset of the first thing that is not allowed.
    public static func read(
        body bytes: Span<UInt8>, as contentType: MIMEContentType, _ limits: MIMELimits = .http
    ) throws(MIMEError) -> MIMEEntity {
        guard bytes.count <= limits.bytes else { throw MIMEError(.tooLarge, at: limits.bytes) }
        var reader = MIMEReader(limits)
        let whole = 0..<bytes.count
        return try reader.entity(bytes, whole, body: whole, contentType, nil, [], depth: 1)
    }

    private mutating func entity(_ bytes: Span<UInt8>, _ range: Range<Int>, depth: Int) throws(MIMEError) -> MIMEEntity
    {
        var start = range.lowerBound
        let header = try MIMEHeader(bytes, range, limits, position: &start)
        guard let contentType = header.contentType else { throw MIMEError(.contentTypeMissing, at: range.lowerBound) }
        let body = start..<range.upperBound
        return try entity(bytes, range, body: body, contentType, header.transferEncoding, header.fields, depth: depth)
    }

    private mutating func entity(
        _ bytes: Span<UInt8>, _ range: Range<Int>, body: Range<Int>, _ contentType: MIMEContentType,
        _ encoding: MIMETransferEncoding?, _ fields: [MIMEField], depth: Int
    ) throws(MIMEError) -> MIMEEntity {
        entities += 1
        guard entities <= limits.entities else { throw MIMEError(.partCount, at: range.lowerBound) }
        guard limits.allowsMailTypes || !contentType.mediaType.isForMail else {
            throw MIMEError(.mediaType, at: range.lowerBound)
        }
        guard depth <= limits.depth else { throw MIMEError(.depth, at: range.lowerBound) }
        let transferEncoding = encoding ?? limits.defaultEncoding
        var parts: [MIMEEntity] = []
        if contentType.mediaType.isMultipart {
            guard transferEncoding.isIdentity else { throw MIMEError(.transferEncoding, at: range.lowerBound) }
            let boundary = try MIMEBoundary(contentType["boundary"], at: range.lowerBound)
            for part in try boundary.parts(bytes, body, limits) {
                parts.append(try entity(bytes, part, depth: depth + 1))
            }
        } else {
            try MIMEText.check(bytes, body, transferEncoding, limits)
        }
        let entity = MIMEEntity(
            range: range, bodyRange: body, contentType: contentType, transferEncoding: transferEncoding,
            parts: parts, fields: fields)
        try MIMEStructure.check(entity)
        return entity
    }
}
