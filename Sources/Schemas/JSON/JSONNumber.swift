/// A number by its exact decimal value; it keeps the text it was written as. 1, 1.0 and 10e-1 are equal.
public struct JSONNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
    private let bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    public init(_ value: Int) {
        bytes = Array(String(value).utf8)
    }

    /// A number as RFC 8259 section 6 writes it; nil for anything else and for exponents of more than nine digits.
    public init?(lexeme: String) {
        guard let document = try? JSONDocument(parsing: lexeme), document.root.kind == .number,
            document.nodes[0].extent == document.source.count
        else { return nil }
        bytes = document.source
    }

    /// The text that the number was written as.
    public var lexeme: String { String(decoding: bytes, as: UTF8.self) }
    public var description: String { lexeme }

    /// Whether the value is integral, however written.
    public var isInteger: Bool { withDecimal { $0.isInteger } }

    /// The value when it is integral and fits.
    public var int: Int? { withDecimal { $0.int } }

    /// Whether this is an integer times the divisor, exactly; 0.3 is a multiple of 0.1.
    /// False for a divisor that is 0 or has more than 18 significant digits.
    public func isMultiple(of divisor: JSONNumber) -> Bool {
        withDecimal { value in divisor.withDecimal { value.isMultiple(of: $0) } }
    }

    public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        left.withDecimal { left in right.withDecimal { left == $0 } }
    }

    public static func < (left: JSONNumber, right: JSONNumber) -> Bool {
        left.withDecimal { left in right.withDecimal { left.compare($0) < 0 } }
    }

    public func hash(into hasher: inout Hasher) {
        withDecimal { $0.hash(into: &hasher) }
    }

    func withDecimal<Result>(_ body: (Decimal) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { body(Decimal($0)) }
    }
}
