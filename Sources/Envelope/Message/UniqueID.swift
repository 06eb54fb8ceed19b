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
        var place = 0
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 {
                unsafe text[place] = ASCII.hyphen
                place += 1
            }
            let half = index < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (index & 15)) & 0xF)
            unsafe text[place] = digit < 10 ? digit + 0x30 : digit + 0x57
            place += 1
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
