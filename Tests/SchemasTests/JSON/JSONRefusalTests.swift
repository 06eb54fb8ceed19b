import Schemas
import Testing

/// Texts that the reader refuses, with the reason, the line and the column.
struct JSONRefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: [UInt8]
        let reason: JSONSyntaxError.Reason
        let line: Int
        let column: Int

        init(_ text: String, _ reason: JSONSyntaxError.Reason, _ line: Int, _ column: Int) {
            self.init(Array(text.utf8), reason, line, column)
        }

        init(_ text: [UInt8], _ reason: JSONSyntaxError.Reason, _ line: Int, _ column: Int) {
            self.text = text
            self.reason = reason
            self.line = line
            self.column = column
        }

        var testDescription: String {
            "\(reason) in \(String(decoding: text.prefix(40), as: UTF8.self).debugDescription)"
        }
    }

    static func quoted(_ bytes: UInt8...) -> [UInt8] { [0x22] + bytes + [0x22] }

    static let structure: [Case] = [
        Case("", .empty, 1, 1),
        Case(" \n\t ", .empty, 2, 3),
        Case("\u{FEFF}{}", .byteOrderMark, 1, 1),
        Case("{} x", .trailingBytes, 1, 4),
        Case("{}\n{}", .trailingBytes, 2, 1),
        Case("1 2", .trailingBytes, 1, 3),
        Case("[1,]", .unexpectedCharacter, 1, 4),
        Case("[1,,2]", .unexpectedCharacter, 1, 4),
        Case("[,1]", .unexpectedCharacter, 1, 2),
        Case("[1 2]", .unexpectedCharacter, 1, 4),
        Case("[1}", .unexpectedCharacter, 1, 3),
        Case("{\"a\":1]", .unexpectedCharacter, 1, 7),
        Case("{\"a\":1,}", .unexpectedCharacter, 1, 8),
        Case("{\"a\" 1}", .unexpectedCharacter, 1, 6),
        Case("{a:1}", .unexpectedCharacter, 1, 2),
        Case("{1:1}", .unexpectedCharacter, 1, 2),
        Case("{\"a\":}", .unexpectedCharacter, 1, 6),
        Case("]", .unexpectedCharacter, 1, 1),
        Case("'a'", .unexpectedCharacter, 1, 1),
        Case("// x\n1", .unexpectedCharacter, 1, 1),
        Case("\u{A0}1", .unexpectedCharacter, 1, 1),
        Case("\u{C}1", .unexpectedCharacter, 1, 1),
        Case("[", .unexpectedEnd, 1, 2),
        Case("[1", .unexpectedEnd, 1, 3),
        Case("[1,", .unexpectedEnd, 1, 4),
        Case("{", .unexpectedEnd, 1, 2),
        Case("{\"a\"", .unexpectedEnd, 1, 5),
        Case("{\"a\":", .unexpectedEnd, 1, 6),
        Case("{\"a\":1", .unexpectedEnd, 1, 7),
        Case("{\"a\":1,", .unexpectedEnd, 1, 8),
        Case("tru", .unexpectedEnd, 1, 4),
        Case("trux", .unexpectedCharacter, 1, 4),
        Case("True", .unexpectedCharacter, 1, 1),
        Case("nul\u{E9}", .unexpectedCharacter, 1, 4),
        Case("[nulll]", .unexpectedCharacter, 1, 6),
        Case("NaN", .unexpectedCharacter, 1, 1),
        Case("Infinity", .unexpectedCharacter, 1, 1),
        Case("\u{0}", .unexpectedCharacter, 1, 1),
    ]

    static let keys: [Case] = [
        Case(#"{"a":1,"a":2}"#, .duplicateKey, 1, 8),
        Case("{\"a\":1,\n \"b\":2,\n \"\\u0061\":3}", .duplicateKey, 3, 2),
        Case(#"{"\u0061":1,"a":3}"#, .duplicateKey, 1, 13),
        Case(#"{"":1,"":2}"#, .duplicateKey, 1, 7),
        Case(#"[{"x":{"é":1,"é":2}}]"#, .duplicateKey, 1, 14),
        Case("{" + (0..<200).map { "\"k\($0)\":0," }.joined() + "\"k7\":1}", .duplicateKey, 1, 1692),
    ]

    static let strings: [Case] = [
        Case("\"", .unexpectedEnd, 1, 2),
        Case("\"abc", .unexpectedEnd, 1, 5),
        Case("\"abcdefghijklmnopqrstuvw", .unexpectedEnd, 1, 25),
        Case("\"a\\", .unexpectedEnd, 1, 4),
        Case("\"a\tb\"", .controlCharacter, 1, 3),
        Case("[\"\u{E9}\u{1F600}\u{1F}\"]", .controlCharacter, 1, 5),
        Case("\"abcdefghi\n\"", .controlCharacter, 1, 11),
        Case("\"bdfh\nbdfhbdfhbdfh\"", .controlCharacter, 1, 6),
        Case("\"bdfhbdf\u{0}bdfhbdfh\"", .controlCharacter, 1, 9),
        Case("\"\u{0}\"", .controlCharacter, 1, 2),
        Case(#""\x""#, .invalidEscape, 1, 2),
        Case(#""\'""#, .invalidEscape, 1, 2),
        Case(#""\u12""#, .invalidEscape, 1, 2),
        Case(#""\u12G4""#, .invalidEscape, 1, 2),
        Case(#""\U0041""#, .invalidEscape, 1, 2),
        Case(#""ab\ud800""#, .loneSurrogate, 1, 4),
        Case(#""\uDC00""#, .loneSurrogate, 1, 2),
        Case(#""\ud800\u0041""#, .loneSurrogate, 1, 2),
        Case(#""\ud800\n""#, .loneSurrogate, 1, 2),
        Case(#""\ud800\ud800""#, .loneSurrogate, 1, 2),
        Case(quoted(0x80), .invalidUTF8, 1, 2),
        Case(quoted(0xC0, 0xAF), .invalidUTF8, 1, 2),
        Case(quoted(0xC1, 0xBF), .invalidUTF8, 1, 2),
        Case(quoted(0xE0, 0x80, 0xAF), .invalidUTF8, 1, 2),
        Case(quoted(0xE0, 0x9F, 0xBF), .invalidUTF8, 1, 2),
        Case(quoted(0xED, 0xA0, 0x80), .invalidUTF8, 1, 2),
        Case(quoted(0xF0, 0x8F, 0xBF, 0xBF), .invalidUTF8, 1, 2),
        Case(quoted(0xF4, 0x90, 0x80, 0x80), .invalidUTF8, 1, 2),
        Case(quoted(0xF5, 0x80, 0x80, 0x80), .invalidUTF8, 1, 2),
        Case(quoted(0xFF), .invalidUTF8, 1, 2),
        Case(quoted(0xC3), .invalidUTF8, 1, 2),
        Case(quoted(0x61, 0x62, 0xE2, 0x82), .invalidUTF8, 1, 4),
        Case([0x22, 0xE2, 0x82], .invalidUTF8, 1, 2),
        Case([0x5B, 0x0A, 0xFF], .invalidUTF8, 2, 1),
        Case([0x31, 0x20, 0xC0], .invalidUTF8, 1, 3),
    ]

    static let numbers: [Case] = [
        Case("01", .invalidNumber, 1, 1),
        Case("-01", .invalidNumber, 1, 2),
        Case("00", .invalidNumber, 1, 1),
        Case("-", .invalidNumber, 1, 2),
        Case("--1", .invalidNumber, 1, 2),
        Case("1.", .invalidNumber, 1, 3),
        Case("1.e1", .invalidNumber, 1, 3),
        Case("1e", .invalidNumber, 1, 3),
        Case("1e+", .invalidNumber, 1, 4),
        Case("[1e,]", .invalidNumber, 1, 4),
        Case("+1", .unexpectedCharacter, 1, 1),
        Case(".5", .unexpectedCharacter, 1, 1),
        Case("0x10", .trailingBytes, 1, 2),
        Case("1e1.5", .trailingBytes, 1, 4),
        Case("1_000", .trailingBytes, 1, 2),
        Case("1e9999999999", .exponentTooLarge, 1, 3),
        Case("[1e-000012345678901]", .exponentTooLarge, 1, 9),
    ]

    static let lines: [Case] = [
        Case("[1,\n2,\nx]", .unexpectedCharacter, 3, 1),
        Case("[1,\r\n2,\r\n x]", .unexpectedCharacter, 3, 2),
        Case("[1,\r2,\r\rx]", .unexpectedCharacter, 4, 1),
        Case("[\"\u{1F468}\u{200D}\u{1F469}\", x]", .unexpectedCharacter, 1, 9),
    ]

    @Test(arguments: structure + keys + strings + numbers + lines)
    func isRefusedWithItsPlace(_ refused: Case) {
        #expect(throws: error(of: refused)) { try JSONDocument(parsing: refused.text) }
    }

    @Test func nestingDeeperThanTheLimitIsRefused() throws {
        let sixtyFour = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        _ = try JSONDocument(parsing: sixtyFour)
        let refused = Case("[" + sixtyFour + "]", .tooDeep(limit: 64), 1, 65)
        #expect(throws: error(of: refused)) { try JSONDocument(parsing: refused.text) }
        let objects = Case(String(repeating: #"{"a":"#, count: 100_000), .tooDeep(limit: 64), 1, 321)
        #expect(throws: error(of: objects)) { try JSONDocument(parsing: objects.text) }
    }

    @Test func aTextLargerThanTheLimitIsRefused() throws {
        let limits = JSONLimits(maxBytes: 8)
        _ = try JSONDocument(parsing: "[1,2,34]", limits: limits)
        #expect(throws: error(of: Case("", .tooLarge(limit: 8), 1, 1))) {
            try JSONDocument(parsing: "[1,2,345]", limits: limits)
        }
    }

    @Test func theExplanationNamesThePlaceAndNeverTheText() throws {
        let error = try #require(throws: JSONSyntaxError.self) {
            try JSONDocument(parsing: #"{"geheim":1,"geheim":2}"#)
        }
        #expect(error.description.hasPrefix("line 1, column 13: "))
        #expect(!error.description.contains("geheim"))
    }

    private func error(of refused: Case) -> JSONSyntaxError {
        JSONSyntaxError(refused.reason, line: refused.line, column: refused.column)
    }
}
