/// A JSON number as its significant digits and powers of ten, read where the text stands. Exact, without allocation.
struct Decimal {
    private let digits: ByteString
    let isNegative: Bool
    /// Offsets of the first and last digit that are not zero; the digits between them may hold a point.
    private let first: Int
    private let last: Int
    /// The power of ten of the first significant digit.
    let magnitude: Int
    /// The power of ten of the last significant digit.
    let exponent: Int

    /// Takes a number that the reader accepted: at most 2^28 characters and nine digits of exponent.
    init(_ lexeme: ByteString) {
        let scan = Scan(lexeme)
        digits = lexeme
        first = scan.first
        last = scan.last
        isNegative = scan.first >= 0 && lexeme[0] == UInt8(ascii: "-")
        magnitude = scan.power(of: scan.first)
        exponent = scan.power(of: scan.last)
    }

    var isZero: Bool { first < 0 }

    /// 1.0 and 1e2 are integers (JSON Schema Validation section 6.1.1).
    var isInteger: Bool { isZero || exponent >= 0 }

    var digitCount: Int { isZero ? 0 : magnitude - exponent + 1 }

    /// The value, when it is an integer that fits.
    var int: Int? {
        guard isInteger, magnitude <= 18 else { return nil }
        var value = 0
        forEachDigit { value = value &* 10 &- Int($0) }
        // Up to 19 digits were collected below zero, so overflow shows as a value that is not negative.
        for _ in 0..<max(isZero ? 0 : exponent, 0) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = product
        }
        guard value <= 0, isNegative || value != Int.min else { return nil }
        return isNegative ? value : -value
    }

    static func == (left: Decimal, right: Decimal) -> Bool { left.compare(right) == 0 }

    /// Negative, zero or positive as this is less than, equal to or greater than the other.
    func compare(_ other: Decimal) -> Int {
        let sign = isZero ? 0 : isNegative ? -1 : 1
        let otherSign = other.isZero ? 0 : other.isNegative ? -1 : 1
        guard sign == otherSign, sign != 0 else { return sign - otherSign }
        if magnitude != other.magnitude { return magnitude < other.magnitude ? -sign : sign }
        return sign * compareDigits(other)
    }

    private func compareDigits(_ other: Decimal) -> Int {
        var index = first
        var otherIndex = other.first
        while index <= last, otherIndex <= other.last {
            if digits[index] == UInt8(ascii: ".") { index += 1 }
            if other.digits[otherIndex] == UInt8(ascii: ".") { otherIndex += 1 }
            if digits[index] != other.digits[otherIndex] {
                return digits[index] < other.digits[otherIndex] ? -1 : 1
            }
            index += 1
            otherIndex += 1
        }
        return index <= last ? 1 : otherIndex <= other.last ? -1 : 0
    }

    /// The largest divisor that `isMultiple(of:)` takes, in significant digits: ten times it still fits 128 bits.
    static let divisorDigits = 37

    /// Whether this is an integer times the divisor, which is not zero and has at most `divisorDigits` digits.
    ///
    /// With m × 10^e and d × 10^f, both without trailing zeros: for e < f never, as m would have to be divisible by
    /// ten; otherwise when d divides m × 10^(e−f), reckoned modulo d.
    func isMultiple(of divisor: Decimal) -> Bool {
        if isZero { return true }
        guard exponent >= divisor.exponent, !divisor.isZero, divisor.digitCount <= Self.divisorDigits else {
            return false
        }
        var modulus: UInt128 = 0
        divisor.forEachDigit { modulus = modulus &* 10 &+ UInt128($0) }
        var remainder: UInt128 = 0
        forEachDigit { remainder = (remainder &* 10 &+ UInt128($0)) % modulus }
        let power = Self.powerOfTen(exponent - divisor.exponent, modulo: modulus)
        return Self.product(remainder, power, modulo: modulus) == 0
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(isNegative)
        hasher.combine(isZero ? 0 : magnitude)
        forEachDigit { hasher.combine($0) }
    }

    private func forEachDigit(_ body: (UInt8) -> Void) {
        guard !isZero else { return }
        for index in first...last where digits[index] != UInt8(ascii: ".") {
            body(digits[index] &- UInt8(ascii: "0"))
        }
    }

    private static func powerOfTen(_ exponent: Int, modulo modulus: UInt128) -> UInt128 {
        var result: UInt128 = 1 % modulus
        var base: UInt128 = 10 % modulus
        var remaining = exponent
        while remaining > 0 {
            if remaining & 1 == 1 { result = product(result, base, modulo: modulus) }
            base = product(base, base, modulo: modulus)
            remaining >>= 1
        }
        return result
    }

    /// Both factors are less than the modulus, so the division cannot overflow.
    private static func product(_ left: UInt128, _ right: UInt128, modulo modulus: UInt128) -> UInt128 {
        modulus.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
    }

    /// Where the significant digits and the point stand.
    private struct Scan {
        var first = -1
        var last = -1
        var point = -1
        var end = 0
        var exponent = 0

        init(_ text: ByteString) {
            var index = 0
            scan: while index < text.count {
                switch text[index] {
                case UInt8(ascii: "1")...UInt8(ascii: "9"):
                    if first < 0 { first = index }
                    last = index
                case UInt8(ascii: "."): point = index
                case UInt8(ascii: "e"), UInt8(ascii: "E"): break scan
                default: break
                }
                index += 1
            }
            end = index
            if point < 0 { point = index }
            readExponent(text, from: index + 1)
        }

        private mutating func readExponent(_ text: ByteString, from start: Int) {
            guard start < text.count else { return }
            for byte in text.slice(start, text.count - start) where byte &- UInt8(ascii: "0") < 10 {
                exponent = exponent * 10 + Int(byte - UInt8(ascii: "0"))
            }
            if text[start] == UInt8(ascii: "-") { exponent = -exponent }
        }

        func power(of index: Int) -> Int {
            guard index >= 0 else { return 0 }
            return exponent + (index < point ? point - 1 - index : point - index)
        }
    }
}
