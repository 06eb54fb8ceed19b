/// The header of one entity: where its fields stand, and the three that say how to read the body.
struct MIMEHeader: Sendable {
    /// What the header of a part, and a receipt, seldom go over.
    private static let usualFieldCount = 8

    private(set) var fields: [MIMEField] = []
    private(set) var contentType: MIMEContentType?
    private(set) var transferEncoding: MIMETransferEncoding?
    private var hasVersion = false

    /// Reads the header that starts at `range.lowerBound` and moves `position` past the empty line that ends it.
    ///
    /// - Throws: ``MIMEError`` when a line breaks the grammar of RFC 5322 section 2.2 (the obsolete forms of section 4
    ///   are refused) or goes over a limit.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>, _ limits: MIMELimits, position: inout Int) throws(MIMEError) {
        position = range.lowerBound
        fields.reserveCapacity(Self.usualFieldCount)
        while let field = try Self.next(bytes, range, limits, &position) {
            guard fields.count < limits.headerFields else { throw MIMEError(.headerFields, at: field.name.lowerBound) }
            fields.append(field)
            try note(field, bytes)
        }
    }

    /// Reads a block of fields that an empty line ends, after which only empty lines follow.
    static func fields(_ bytes: Span<UInt8>, _ limits: MIMELimits) throws(MIMEError) -> [MIMEField] {
        let range = 0..<bytes.count
        var fields: [MIMEField] = []
        fields.reserveCapacity(usualFieldCount)
        var position = 0
        while let field = try next(bytes, range, limits, &position) {
            guard fields.count < limits.headerFields else { throw MIMEError(.headerFields, at: field.name.lowerBound) }
            fields.append(field)
        }
        while position < bytes.count {
            guard try line(bytes, position..<bytes.count, limits).isEmpty else {
                throw MIMEError(.headerGrammar, at: position)
            }
            position += 2
        }
        return fields
    }

    /// The field at `position`, or nil after the empty line that ends the header.
    private static func next(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ limits: MIMELimits, _ position: inout Int
    ) throws(MIMEError) -> MIMEField? {
        let line = try line(bytes, position..<range.upperBound, limits)
        position = line.upperBound + 2
        let field = line.isEmpty ? nil : try field(bytes, line, range.upperBound, limits, position: &position)
        guard position - range.lowerBound <= limits.headerBytes else {
            throw MIMEError(.headerTooLarge, at: line.lowerBound)
        }
        return field
    }

    /// Keeps the fields that decide how the body is read.
    private mutating func note(_ field: MIMEField, _ bytes: Span<UInt8>) throws(MIMEError) {
        if ByteSearch.matches("content-type", in: bytes, field.name) {
            guard contentType == nil else { throw MIMEError(.duplicateField, at: field.name.lowerBound) }
            contentType = try MIMEContentType(bytes, field.value)
        } else if ByteSearch.matches("content-transfer-encoding", in: bytes, field.name) {
            guard transferEncoding == nil else { throw MIMEError(.duplicateField, at: field.name.lowerBound) }
            transferEncoding = MIMETransferEncoding(bytes, field.value)
            if transferEncoding == nil { throw MIMEError(.transferEncoding, at: field.value.lowerBound) }
        } else if ByteSearch.matches("mime-version", in: bytes, field.name) {
            guard !hasVersion else { throw MIMEError(.duplicateField, at: field.name.lowerBound) }
            hasVersion = true
            guard ByteSearch.matches("1.0", in: bytes, field.value) else {
                throw MIMEError(.version, at: field.value.lowerBound)
            }
        }
    }

    /// One line, without its CRLF. Its bytes are checked: visible characters and blanks only.
    private static func line(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ limits: MIMELimits
    ) throws(MIMEError) -> Range<Int> {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte == ASCII.carriageReturn {
                guard index + 1 < range.upperBound, bytes[index + 1] == ASCII.lineFeed else {
                    throw MIMEError(.lineEnd, at: index)
                }
                return range.lowerBound..<index
            }
            guard ASCII.isVisible(byte) || ASCII.isBlank(byte) else {
                throw MIMEError(byte == ASCII.lineFeed ? .lineEnd : .headerCharacter, at: index)
            }
            index += 1
            guard index - range.lowerBound <= limits.headerLine else { throw MIMEError(.headerLine, at: index) }
        }
        throw MIMEError(.headerGrammar, at: index)
    }

    /// The field that starts with `line`, with the folded lines that belong to it.
    private static func field(
        _ bytes: Span<UInt8>, _ line: Range<Int>, _ end: Int, _ limits: MIMELimits, position: inout Int
    ) throws(MIMEError) -> MIMEField {
        guard let colon = ByteSearch.first(ASCII.colon, in: bytes, line), colon > line.lowerBound else {
            throw MIMEError(.headerGrammar, at: line.lowerBound)
        }
        for index in line.lowerBound..<colon where !ASCII.isFieldName(bytes[index]) {
            throw MIMEError(.headerGrammar, at: index)
        }
        var last = line.upperBound
        while position < end, ASCII.isBlank(bytes[position]), last - line.lowerBound <= limits.headerBytes {
            let fold = try self.line(bytes, position..<end, limits)
            guard !trimmed(bytes, fold).isEmpty else { throw MIMEError(.headerGrammar, at: position) }
            last = fold.upperBound
            position = last + 2
        }
        return MIMEField(name: line.lowerBound..<colon, value: trimmed(bytes, colon + 1..<last))
    }

    /// `range` without the blanks and line ends at both ends.
    private static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high, isBlankOrFold(bytes[low]) { low += 1 }
        while low < high, isBlankOrFold(bytes[high - 1]) { high -= 1 }
        return low..<high
    }

    private static func isBlankOrFold(_ byte: UInt8) -> Bool {
        ASCII.isBlank(byte) || byte == ASCII.carriageReturn || byte == ASCII.lineFeed
    }
}
