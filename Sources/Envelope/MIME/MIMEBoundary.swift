/// The boundary of one multipart, and the search for its delimiter lines (RFC 2046 section 5.1.1).
struct MIMEBoundary: Sendable {
    /// `--` and the boundary.
    private let delimiter: [UInt8]

    /// One delimiter line: where it starts, where the line after it starts, and whether it closes the multipart.
    struct Line {
        let start: Int
        let next: Int
        let isClosing: Bool
    }

    /// - Throws: ``MIMEError`` with reason `boundary` unless `value` is 1 to 70 boundary characters, no blank at the end.
    init(_ value: String?, at offset: Int) throws(MIMEError) {
        guard let value, (1...70).contains(value.utf8.count), value.utf8.allSatisfy(ASCII.isBoundary),
            value.utf8.last != ASCII.space
        else { throw MIMEError(.boundary, at: offset) }
        delimiter = [ASCII.hyphen, ASCII.hyphen] + value.utf8
    }

    /// Answers the parts between the delimiters in `body`, each without the line end before its delimiter.
    func parts(_ bytes: Span<UInt8>, _ body: Range<Int>, _ limits: MIMELimits) throws(MIMEError) -> [Range<Int>] {
        try checkCarriageReturns(bytes, body)
        guard var line = try next(bytes, body, from: body.lowerBound) else {
            throw MIMEError(.boundaryUnclosed, at: body.upperBound)
        }
        try checkPreamble(bytes, body.lowerBound..<line.start, limits)
        var parts: [Range<Int>] = []
        while !line.isClosing {
            guard let following = try next(bytes, body, from: line.next) else {
                throw MIMEError(.boundaryUnclosed, at: body.upperBound)
            }
            guard following.start - 2 >= line.next else { throw MIMEError(.structure, at: following.start) }
            guard parts.count < limits.entities else { throw MIMEError(.partCount, at: line.next) }
            parts.append(line.next..<following.start - 2)
            line = following
        }
        try checkEpilogue(bytes, line.next..<body.upperBound, limits)
        return parts
    }

    /// The first delimiter line at or after `start`, which is the start of a line.
    private func next(_ bytes: Span<UInt8>, _ body: Range<Int>, from start: Int) throws(MIMEError) -> Line? {
        var position = start
        while true {
            if ByteSearch.matches(delimiter, in: bytes, at: position, before: body.upperBound) {
                let isAfterCRLF =
                    position >= body.lowerBound + 2 && bytes[position - 2] == ASCII.carriageReturn
                guard position == body.lowerBound || isAfterCRLF else {
                    throw MIMEError(.boundaryAmbiguous, at: position)
                }
                return try line(bytes, body, at: position)
            }
            guard let end = ByteSearch.first(ASCII.lineFeed, in: bytes, position..<body.upperBound) else { return nil }
            position = end + 1
        }
    }

    /// Refuses a delimiter after a CR without LF, which some readers take for the end of a line.
    private func checkCarriageReturns(_ bytes: Span<UInt8>, _ body: Range<Int>) throws(MIMEError) {
        var position = body.lowerBound
        while let end = ByteSearch.first(ASCII.carriageReturn, in: bytes, position..<body.upperBound) {
            position = end + 1
            guard !ByteSearch.matches(delimiter, in: bytes, at: position, before: body.upperBound) else {
                throw MIMEError(.boundaryAmbiguous, at: position)
            }
        }
    }

    /// Whether a reader of any kind would find this boundary in `part`.
    func occurs(in part: Span<UInt8>) -> Bool {
        do {
            try checkCarriageReturns(part, 0..<part.count)
            return try next(part, 0..<part.count, from: 0) != nil
        } catch {
            return true
        }
    }

    private func line(_ bytes: Span<UInt8>, _ body: Range<Int>, at start: Int) throws(MIMEError) -> Line {
        let end = start + delimiter.count
        if Self.isCRLF(bytes, end, body.upperBound) { return Line(start: start, next: end + 2, isClosing: false) }
        guard end + 2 <= body.upperBound, bytes[end] == ASCII.hyphen, bytes[end + 1] == ASCII.hyphen else {
            throw MIMEError(.boundaryAmbiguous, at: start)
        }
        if end + 2 == body.upperBound { return Line(start: start, next: end + 2, isClosing: true) }
        guard Self.isCRLF(bytes, end + 2, body.upperBound) else { throw MIMEError(.boundaryAmbiguous, at: start) }
        return Line(start: start, next: end + 4, isClosing: true)
    }

    private static func isCRLF(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> Bool {
        index + 2 <= end && bytes[index] == ASCII.carriageReturn && bytes[index + 1] == ASCII.lineFeed
    }

    /// A short remark for old mail readers, as `openssl cms` writes one, is allowed: plain lines.
    private func checkPreamble(_ bytes: Span<UInt8>, _ range: Range<Int>, _ limits: MIMELimits) throws(MIMEError) {
        guard range.count <= limits.preamble else { throw MIMEError(.preamble, at: range.lowerBound) }
        for index in range {
            let byte = bytes[index]
            let isLineEnd =
                byte == ASCII.carriageReturn
                ? index + 1 < range.upperBound && bytes[index + 1] == ASCII.lineFeed
                : byte == ASCII.lineFeed && index > range.lowerBound && bytes[index - 1] == ASCII.carriageReturn
            guard isLineEnd || ASCII.isVisible(byte) || byte == ASCII.space else {
                throw MIMEError(.preamble, at: index)
            }
        }
    }

    private func checkEpilogue(_ bytes: Span<UInt8>, _ range: Range<Int>, _ limits: MIMELimits) throws(MIMEError) {
        guard range.count <= limits.epilogue else { throw MIMEError(.epilogue, at: range.lowerBound) }
        for (count, index) in range.enumerated()
        where bytes[index] != (count % 2 == 0 ? ASCII.carriageReturn : ASCII.lineFeed) {
            throw MIMEError(.epilogue, at: index)
        }
    }
}
