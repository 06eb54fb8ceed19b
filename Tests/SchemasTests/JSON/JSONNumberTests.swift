import Schemas
import Testing

struct JSONNumberTests {
    static let ascending = [
        "-1e400", "-123456789012345678901234567890", "-2", "-1.5", "-1", "-0.1", "-1e-400", "0", "1e-999999999",
        "1e-400",
        "0.1", "0.10000000000000000000000001", "0.3", "1", "1.5", "2", "9", "10", "99.99", "100", "101",
        "9223372036854775807", "9223372036854775808", "123456789012345678901234567890", "1e400", "1.1e400",
        "1e999999999",
    ]

    @Test func orderIsByExactValue() throws {
        let numbers = try Self.ascending.map { try #require(JSONNumber(lexeme: $0)) }
        for (index, number) in numbers.enumerated() {
            for (otherIndex, other) in numbers.enumerated() {
                #expect((number < other) == (index < otherIndex), "\(number) < \(other)")
                #expect((number == other) == (index == otherIndex), "\(number) == \(other)")
            }
        }
    }

    @Test(arguments: [
        ("1", "1.0"), ("1", "10e-1"), ("100", "1E2"), ("0", "-0"), ("0", "0e99"), ("0", "-0.000e5"), ("0.5", "5e-1"),
        ("1200", "12.00e+2"), ("-3.10", "-31e-1"), ("0.001", "1e-3"), ("1e400", "10e399"), ("1001", "1.001e3"),
    ])
    func equalValuesAreEqualHoweverWritten(_ left: String, _ right: String) throws {
        let left = try #require(JSONNumber(lexeme: left))
        let right = try #require(JSONNumber(lexeme: right))
        #expect(left == right)
        #expect(left.hashValue == right.hashValue)
        #expect(!(left < right) && !(right < left))
    }

    @Test(arguments: [
        ("1", 1), ("1.0", 1), ("-0", 0), ("0.0", 0), ("1e2", 100), ("-12.50e1", -125), ("9223372036854775807", Int.max),
        ("-9223372036854775808", Int.min), ("0e999999999", 0),
    ])
    func integersThatFitAreInt(_ lexeme: String, _ value: Int) throws {
        let number = try #require(JSONNumber(lexeme: lexeme))
        #expect(number.isInteger)
        #expect(number.int == value)
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "9999999999999999999", "1e19", "1e400",
        "98249283749234923498293171823948729348710298301928331",
    ])
    func integersThatDoNotFitStayIntegers(_ lexeme: String) throws {
        let number = try #require(JSONNumber(lexeme: lexeme))
        #expect(number.isInteger)
        #expect(number.int == nil)
        #expect(number.lexeme == lexeme)
    }

    @Test(arguments: ["0.5", "1e-1", "1.0000000000000000000001", "12e-1", "1e-400"])
    func fractionsAreNoIntegers(_ lexeme: String) throws {
        let number = try #require(JSONNumber(lexeme: lexeme))
        #expect(!number.isInteger)
        #expect(number.int == nil)
    }

    @Test(arguments: [
        ("0.3", "0.1", true), ("0.0075", "0.0001", true), ("0.00751", "0.0001", false), ("4.5", "1.5", true),
        ("35", "1.5", false), ("0", "7", true), ("7", "7", true), ("-21", "7", true), ("22", "7", false),
        ("1e308", "0.123456789", false), ("1e308", "0.5", true), ("12391239123", "1e-8", true), ("1e400", "3", false),
        ("3e400", "3", true), ("1e999999999", "2", true), ("1", "1e999999999", false), ("1e-999999999", "1", false),
        ("99999999999999999999999999999999999999", "9", true), ("1", "999999999999999999", false),
        ("24691357802469135780", "12345678901234567890", true), ("24691357802469135781", "12345678901234567890", false),
        ("9999999999999999999999999999999999999e5", "9999999999999999999999999999999999999", true),
        ("9999999999999999999999999999999999998e5", "9999999999999999999999999999999999999", false),
        ("0.1", "0", false), ("10", "4", false), ("20", "4", true), ("1.1", "0.11", true),
    ])
    func multiplesAreExact(_ value: String, _ divisor: String, _ expected: Bool) throws {
        let value = try #require(JSONNumber(lexeme: value))
        #expect(value.isMultiple(of: try #require(JSONNumber(lexeme: divisor))) == expected)
    }

    @Test(arguments: ["", " 1", "1 ", "01", "1.", "abc", "1e9999999999", "\"1\"", "+1"])
    func whatIsNoNumberGivesNone(_ lexeme: String) {
        #expect(JSONNumber(lexeme: lexeme) == nil)
    }
}
