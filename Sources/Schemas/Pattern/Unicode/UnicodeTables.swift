/// Sets of code points by the names of Unicode properties and their values.
///
/// Each table is text. A line has the names of a set and, behind `=`, the set, which goes on in lines that start with
/// a space: the lengths of its gaps and ranges in turn, in digits of five bits, least significant first. A digit is a
/// character from `?` on, and 32 more when another digit follows.
enum UnicodeTables {
    /// The set under one of its names; nil when the table has no such name.
    static func set(named name: String, in table: String) -> ScalarSet? {
        let wanted = Array(name.utf8)
        var code: [UInt8]?
        for line in table.utf8.split(separator: UInt8(ascii: "\n")) {
            if line.first == UInt8(ascii: " ") {
                code?.append(contentsOf: line.dropFirst())
            } else if code != nil {
                break
            } else {
                let halves = line.split(separator: UInt8(ascii: "="), maxSplits: 1)
                let names = halves[0].split(separator: UInt8(ascii: " "))
                if names.contains(where: { $0.elementsEqual(wanted) }) { code = Array(halves[1]) }
            }
        }
        return code.map(decoded)
    }

    private static func decoded(_ code: [UInt8]) -> ScalarSet {
        var ranges: [ClosedRange<UInt32>] = []
        var isGap = true
        var start: UInt32 = 0
        var length: UInt32 = 0
        var shift: UInt32 = 0
        for character in code {
            let digit = UInt32(character) - 0x3F
            length |= (digit & 31) << shift
            shift += 5
            guard digit < 32 else { continue }
            if !isGap { ranges.append(start...(start + length - 1)) }
            (isGap, start, length, shift) = (!isGap, start + length, 0, 0)
        }
        return ScalarSet(ranges)
    }
}
