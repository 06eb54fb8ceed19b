/// Reads `*(";" attribute "=" value)`, the tail of a Content-Type (RFC 2045 section 5.1).
enum MIMEParameterReader {
    static func read(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(MIMEError) -> [MIMEParameter] {
        var parameters: [MIMEParameter] = []
        var position = skipBlanks(bytes, range.lowerBound, range.upperBound)
        if position < range.upperBound { parameters.reserveCapacity(MIMEParameter.usualCount) }
        while position < range.upperBound {
            guard bytes[position] == ASCII.semicolon else { throw MIMEError(.contentType, at: position) }
            position = skipBlanks(bytes, position + 1, range.upperBound)
            let start = position
            let name = try name(bytes, range.upperBound, &position)
            let value = try value(bytes, range.upperBound, &position)
            guard parameters.count < MIMEParameter.maximumCount, !parameters.contains(where: { $0.name == name }) else {
                throw MIMEError(.parameter, at: start)
            }
            parameters.append(MIMEParameter(name, value))
            position = skipBlanks(bytes, position, range.upperBound)
        }
        return parameters
    }

    /// The attribute before `=`, in lower case; a star would be RFC 2231 and is refused.
    private static func name(_ bytes: Span<UInt8>, _ end: Int, _ position: inout Int) throws(MIMEError) -> String {
        let start = position
        while position < end, ASCII.isToken(bytes[position]), bytes[position] != ASCII.star { position += 1 }
        let name = start..<position
        guard (1...64).contains(name.count), position < end, bytes[position] == ASCII.equals else {
            throw MIMEError(.parameter, at: start)
        }
        position += 1
        return unsafe String(unsafeUninitializedCapacity: name.count) { text in
            for place in name { unsafe text[place - start] = ASCII.lowercased(bytes[place]) }
            return name.count
        }
    }

    private static func value(_ bytes: Span<UInt8>, _ end: Int, _ position: inout Int) throws(MIMEError) -> String {
        let start = position
        let value: Range<Int>
        if position < end, bytes[position] == ASCII.quote {
            value = try quoted(bytes, end, &position)
        } else {
            while position < end, ASCII.isToken(bytes[position]) { position += 1 }
            value = start..<position
            guard !value.isEmpty else { throw MIMEError(.parameter, at: start) }
        }
        guard value.count <= MIMEParameter.maximumLength else { throw MIMEError(.parameter, at: start) }
        return unsafe bytes.extracting(value).withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// What stands between the quotes. A fold or a backslash inside is refused: no value of the profile needs either.
    private static func quoted(
        _ bytes: Span<UInt8>, _ end: Int, _ position: inout Int
    ) throws(MIMEError) -> Range<Int> {
        let start = position + 1
        position = start
        while position < end, bytes[position] != ASCII.quote {
            let byte = bytes[position]
            guard byte != ASCII.backslash, ASCII.isVisible(byte) || byte == ASCII.space else {
                throw MIMEError(.parameter, at: position)
            }
            position += 1
        }
        guard position < end else { throw MIMEError(.parameter, at: start) }
        position += 1
        return start..<position - 1
    }

    /// Skips blanks and the line ends of folds; the header reader has checked that these are folds.
    private static func skipBlanks(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var position = start
        while position < end,
            ASCII.isBlank(bytes[position]) || bytes[position] == ASCII.carriageReturn
                || bytes[position] == ASCII.lineFeed
        {
            position += 1
        }
        return position
    }
}
