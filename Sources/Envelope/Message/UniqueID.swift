/// A UUID in its one text form: 36 characters, lower case (RFC 9562 section 4).
public struct UniqueID: Hashable, Sendable, CustomStringConvertible {
    private static let characterCount = 36

    private let high: UInt64
    private let low: UInt64

    /// The version field: 7 for a message, 4 for a dossier.
    public var version: Int { Int(high >> 12 & 0xF) }

    /// Whether the variant field is that of RFC 9562.
    private var hasStandardVariant: Bool { low >> 62 == 0b10 }

    /// Makes a version 7 UUID: a time in milliseconds since 1970, then random bits (RFC 9562 section 5.7).
    ///
    /// - Parameters:
    ///   - milliseconds: only its low 48 bits are used, enough until the year 10889.
    ///   - random: fresh random bits from a cryptographic source; the version and variant bits replace some of them.
    public init(milliseconds: UInt64, random: (UInt64, UInt64)) {
        high = milliseconds << 16 | 0x7000 | random.0 & 0x0FFF
        low = 0b10 << 62 | random.1 & (.max >> 2)
    }

    /// Makes a version 4 UUID (RFC 9562 section 5.4) from fresh random bits.
    public init(random: (UInt64, UInt64)) {
        high = random.0 & ~0xF000 | 0x4000
        low = 0b10 << 62 | random.1 & (.max >> 2)
    }

    /// Nil unless `text` is a UUID of RFC 9562 in lower case.
    public init?(_ text: String) { self.init(text.utf8.span) }

    /// Nil unless `text` is a UUID of RFC 9562 in lower case, in ASCII.
    public init?(_ text: Span<UInt8>) {
        guard text.count == Self.characterCount else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for place in text.indices {
            switch place {
            case 8, 13, 18, 23: guard text[place] == ASCII.hyphen else { return nil }
            default:
                guard let digit = Self.digit(text[place]) else { return nil }
                high = high << 4 | low >> 60
                low = low << 4 | digit
            }
        }
        (self.high, self.low) = (high, low)
        guard hasStandardVariant else { return nil }
    }

    public var description: String {
        unsafe String(unsafeUninitializedCapacity: Self.characterCount) { text in
            unsafe write(to: text)
            return Self.characterCount
        }
    }

    /// Lends the text form in ASCII, for which no memory is taken.
    public func withText<Value>(_ body: (Span<UInt8>) -> Value) -> Value {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.characterCount) { text in
            unsafe write(to: text)
            return unsafe body(text.span)
        }
    }

    private func write(to text: UnsafeMutableBufferPointer<UInt8>) {
        for place in [8, 13, 18, 23] { unsafe text[place] = ASCII.hyphen }
        unsafe Self.write(high >> 32, to: text, 0..<8)
        unsafe Self.write(high >> 16, to: text, 9..<13)
        unsafe Self.write(high, to: text, 14..<18)
        unsafe Self.write(low >> 48, to: text, 19..<23)
        unsafe Self.write(low, to: text, 24..<36)
    }

    /// The last digits of a number, as many as fit.
    private static func write(_ number: UInt64, to text: UnsafeMutableBufferPointer<UInt8>, _ places: Range<Int>) {
        var rest = number
        for place in places.reversed() {
            let digit = UInt8(truncatingIfNeeded: rest & 0xF)
            unsafe text[place] = digit < 10 ? digit + 0x30 : digit + 0x57
            rest >>= 4
        }
    }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30)
        case 0x61...0x66: UInt64(byte - 0x61 + 10)
        default: nil
        }
    }
}
