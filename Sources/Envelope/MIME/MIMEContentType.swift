/// A Content-Type: a known media type and its parameters (RFC 2045 section 5.1).
///
/// Comments, RFC 2231 continuations and language tags, repeated parameters and blanks around `=` are refused:
/// programs differ in how they read them.
public struct MIMEContentType: Hashable, Sendable {
    /// The media type.
    public let mediaType: MIMEMediaType
    /// The parameters in their order.
    public let parameters: [MIMEParameter]

    public init(_ mediaType: MIMEMediaType, _ parameters: [MIMEParameter] = []) {
        self.mediaType = mediaType
        self.parameters = parameters
    }

    /// Reads the value of a Content-Type field, as an HTTP header carries it.
    ///
    /// - Throws: ``MIMEError`` with a place in `value` when it breaks the grammar or names an unknown media type.
    public init(parsing value: String) throws(MIMEError) {
        let bytes = [UInt8](value.utf8)
        guard bytes.count <= MIMELimits.http.headerLine else { throw MIMEError(.headerLine, at: bytes.count) }
        for (index, byte) in bytes.enumerated() where !ASCII.isVisible(byte) && !ASCII.isBlank(byte) {
            throw MIMEError(.headerCharacter, at: index)
        }
        try self.init(bytes.span, 0..<bytes.count)
    }

    /// The value of the parameter `name` (in lower case), or nil.
    public subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// The value on one line, as it goes into a header. A parameter is quoted unless it is a token.
    public var headerValue: String {
        parameters.reduce(into: mediaType.rawValue) { text, parameter in
            let isToken = !parameter.value.isEmpty && parameter.value.utf8.allSatisfy(ASCII.isToken)
            text += isToken ? "; \(parameter.name)=\(parameter.value)" : "; \(parameter.name)=\"\(parameter.value)\""
        }
    }

    init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(MIMEError) {
        var end = range.lowerBound
        while end < range.upperBound, ASCII.isToken(bytes[end]) || bytes[end] == ASCII.slash { end += 1 }
        guard let slash = ByteSearch.first(ASCII.slash, in: bytes, range.lowerBound..<end),
            slash > range.lowerBound, slash + 1 < end,
            ByteSearch.first(ASCII.slash, in: bytes, slash + 1..<end) == nil
        else { throw MIMEError(.contentType, at: range.lowerBound) }
        guard let mediaType = MIMEMediaType(bytes, range.lowerBound..<end) else {
            throw MIMEError(.mediaType, at: range.lowerBound)
        }
        self.init(mediaType, try MIMEParameterReader.read(bytes, end..<range.upperBound))
    }
}
