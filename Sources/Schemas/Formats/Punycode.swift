/// The encoding of U-labels in ASCII: RFC 3492 with the parameters of its section 5.
enum Punycode {
    private static let base: UInt32 = 36
    private static let initialBias: UInt32 = 72
    private static let initialScalar: UInt32 = 0x80

    /// The encoded form without `xn--`; nil when a number outgrows 32 bits.
    static func encode(_ label: [UInt32]) -> [UInt8]? {
        var output = label.filter { $0 < initialScalar }.map { UInt8($0) }
        let basicCount = UInt32(output.count)
        if basicCount > 0 { output.append(UInt8(ascii: "-")) }
        var (scalar, delta, bias, handled) = (initialScalar, UInt32(0), initialBias, basicCount)
        while handled < label.count, let next = label.filter({ $0 >= scalar }).min() {
            let (growth, tooLarge) = (next - scalar).multipliedReportingOverflow(by: handled + 1)
            guard !tooLarge, growth < UInt32.max - delta - UInt32(label.count) else { return nil }
            delta += growth
            scalar = next
            for other in label {
                if other < scalar { delta += 1 }
                guard other == scalar else { continue }
                appendNumber(delta, bias: bias, to: &output)
                bias = adapted(delta, count: handled + 1, isFirst: handled == basicCount)
                delta = 0
                handled += 1
            }
            delta += 1
            scalar += 1
        }
        return output
    }

    /// The label that a text without `xn--` encodes; nil when it encodes none.
    static func decode(_ text: [UInt8]) -> [UInt32]? {
        let delimiter = text.lastIndex(of: UInt8(ascii: "-"))
        var label = text[..<(delimiter ?? 0)].map { UInt32($0) }
        guard label.allSatisfy({ $0 < initialScalar }) else { return nil }
        var position = delimiter.map { $0 + 1 } ?? 0
        var (scalar, index, bias) = (initialScalar, UInt32(0), initialBias)
        while position < text.count {
            guard let delta = takeNumber(text, at: &position, bias: bias), delta <= UInt32.max - index else {
                return nil
            }
            let count = UInt32(label.count) + 1
            bias = adapted(delta, count: count, isFirst: label.count == (delimiter ?? 0))
            let (sum, overflows) = scalar.addingReportingOverflow((index + delta) / count)
            guard !overflows, Unicode.Scalar(sum) != nil else { return nil }
            scalar = sum
            index = (index + delta) % count
            label.insert(scalar, at: Int(index))
            index += 1
        }
        return label
    }

    private static func appendNumber(_ number: UInt32, bias: UInt32, to output: inout [UInt8]) {
        var rest = number
        var weight = base
        while true {
            let threshold = threshold(weight, bias)
            guard rest >= threshold else { break }
            output.append(digit(threshold + (rest - threshold) % (base - threshold)))
            rest = (rest - threshold) / (base - threshold)
            weight += base
        }
        output.append(digit(rest))
    }

    private static func takeNumber(_ text: [UInt8], at position: inout Int, bias: UInt32) -> UInt32? {
        var (number, factor, weight) = (UInt32(0), UInt32(1), base)
        while position < text.count, let digit = value(text[position]) {
            position += 1
            let (product, tooLarge) = digit.multipliedReportingOverflow(by: factor)
            let (sum, overflows) = number.addingReportingOverflow(product)
            guard !tooLarge, !overflows else { return nil }
            number = sum
            let threshold = threshold(weight, bias)
            if digit < threshold { return number }
            let (nextFactor, grows) = factor.multipliedReportingOverflow(by: base - threshold)
            guard !grows else { return nil }
            factor = nextFactor
            weight += base
        }
        return nil
    }

    private static func threshold(_ weight: UInt32, _ bias: UInt32) -> UInt32 {
        weight <= bias ? 1 : min(weight - bias, 26)
    }

    private static func adapted(_ delta: UInt32, count: UInt32, isFirst: Bool) -> UInt32 {
        var rest = isFirst ? delta / 700 : delta / 2
        rest += rest / count
        var steps: UInt32 = 0
        while rest > 455 {
            rest /= 35
            steps += base
        }
        return steps + 36 * rest / (rest + 38)
    }

    private static func digit(_ number: UInt32) -> UInt8 {
        UInt8(number < 26 ? number + 0x61 : number - 26 + 0x30)
    }

    private static func value(_ byte: UInt8) -> UInt32? {
        if byte.isDigit { return UInt32(byte - 0x30) + 26 }
        return byte.isLetter ? UInt32((byte | 0x20) - 0x61) : nil
    }
}
