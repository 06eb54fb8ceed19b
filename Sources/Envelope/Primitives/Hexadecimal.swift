/// Bytes as hexadecimal digits.
public enum Hexadecimal {
    /// In lower case, as `sha256sum` prints them.
    public static func text(_ bytes: [UInt8]) -> String { String(decoding: digits(bytes.span), as: UTF8.self) }

    /// Capital pairs with colons, as `openssl x509 -fingerprint` prints them and people read them to each other.
    public static func pairs(_ bytes: [UInt8]) -> String {
        String(decoding: digits(bytes.span, isCapital: true, separator: ASCII.colon), as: UTF8.self)
    }

    /// Capital digits, as `openssl x509 -serial` prints them.
    static func capitals(_ bytes: Span<UInt8>) -> String {
        String(decoding: digits(bytes, isCapital: true), as: UTF8.self)
    }

    /// The digits in ASCII.
    static func digits(_ bytes: Span<UInt8>, isCapital: Bool = false, separator: UInt8? = nil) -> [UInt8] {
        let letter: UInt8 = (isCapital ? 0x41 : 0x61) - 10
        var digits: [UInt8] = []
        digits.reserveCapacity(bytes.count * (separator == nil ? 2 : 3))
        for index in bytes.indices {
            if let separator, index > 0 { digits.append(separator) }
            digits.append(digit(bytes[index] >> 4, letter))
            digits.append(digit(bytes[index] & 15, letter))
        }
        return digits
    }

    private static func digit(_ half: UInt8, _ letter: UInt8) -> UInt8 { half < 10 ? 0x30 + half : letter + half }
}
