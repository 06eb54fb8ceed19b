/// Why a text was refused as JSON, and where. It never quotes the text, which may hold personal data.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong. Section numbers are of RFC 8259.
    public enum Reason: Hashable, Sendable {
        /// There is no value at all.
        case empty
        /// More bytes than the limit.
        case tooLarge(limit: Int)
        /// More arrays and objects inside each other than the limit (section 9).
        case tooDeep(limit: Int)
        /// A byte order mark (section 8.1).
        case byteOrderMark
        /// Bytes that are not UTF-8: overlong, a surrogate, above U+10FFFF, or cut off (section 8.1).
        case invalidUTF8
        /// The text stops in the middle of a value.
        case unexpectedEnd
        /// A character that cannot stand here.
        case unexpectedCharacter
        /// Something after the value.
        case trailingBytes
        /// The same key twice in one object, compared after decoding of escapes (section 4).
        case duplicateKey
        /// A control character inside a string that is not escaped (section 7).
        case controlCharacter
        /// A backslash followed by something that is no escape (section 7).
        case invalidEscape
        /// Half of a surrogate pair (section 8.2).
        case loneSurrogate
        /// Not a number (section 6): a leading zero or plus, no digit before or after the point, no exponent.
        case invalidNumber
        /// An exponent of more than nine digits.
        case exponentTooLarge
    }

    public let reason: Reason
    /// Counted from 1; a line ends at LF, CR LF or CR.
    public let line: Int
    /// Counted from 1, in Unicode scalars.
    public let column: Int

    public var description: String { "line \(line), column \(column): \(explanation)" }

    private var explanation: String {
        switch reason {
        case .empty: "no JSON value; supply one"
        case .tooLarge(let limit): "the text is larger than \(limit) bytes; make it smaller"
        case .tooDeep(let limit): "arrays and objects are nested more than \(limit) deep; flatten them"
        case .byteOrderMark: "a byte order mark; save the text as UTF-8 without one"
        case .invalidUTF8: "bytes that are not UTF-8; save the text as UTF-8"
        case .unexpectedEnd: "the text stops inside a value; complete it"
        case .unexpectedCharacter: "a character that cannot stand here; check quotes, commas and brackets"
        case .trailingBytes: "something follows the value; remove it"
        case .duplicateKey: "a key that stands in this object already; remove one of the two"
        case .controlCharacter: "a control character in a string; write it as an escape"
        case .invalidEscape: "an escape that JSON does not know; use one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
        case .loneSurrogate: "half of a surrogate pair; write both halves"
        case .invalidNumber: "not a JSON number; write it without leading zero or plus, with digits around the point"
        case .exponentTooLarge: "an exponent of more than nine digits; write a smaller one"
        }
    }

    public init(_ reason: Reason, line: Int, column: Int) {
        self.reason = reason
        self.line = line
        self.column = column
    }

    /// Finds line and column of a byte offset. Everything before the offset is valid UTF-8.
    init(_ reason: Reason, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        var line = 1
        var column = 1
        for index in 0..<min(offset, bytes.count) {
            let byte = bytes[index]
            let isLineEnd = byte == 0x0A || byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)
            if isLineEnd {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.reason = reason
        self.line = line
        self.column = column
    }
}
