extension PatternParser {
    /// One member of a class: a code point, which may start or end a range, or a set of them.
    private enum ClassAtom {
        case scalar(UInt32)
        case set(ScalarSet)

        var ranges: [ClosedRange<UInt32>] {
            switch self {
            case .scalar(let scalar): [scalar...scalar]
            case .set(let set): set.ranges
            }
        }
    }

    /// Reads a class whose opening bracket has been taken.
    mutating func characterClass() throws(PatternError) -> PatternNode {
        let start = position - 1
        let isInverted = take("^" as Unicode.Scalar)
        var ranges: [ClosedRange<UInt32>] = []
        while !take("]" as Unicode.Scalar) {
            guard peek() != nil else { throw error(.unterminatedClass, at: start) }
            ranges += try classMember(of: start)
        }
        let set = ScalarSet(ranges)
        return try node(isInverted ? set.inverted : set)
    }

    private mutating func classMember(of classStart: Int) throws(PatternError) -> [ClosedRange<UInt32>] {
        let start = position
        let first = try classAtom(of: classStart)
        guard peek() == "-", let afterDash = peek(1), afterDash != "]" else {
            return first.ranges
        }
        position += 1
        let last = try classAtom(of: classStart)
        guard case .scalar(let low) = first, case .scalar(let high) = last, low <= high else {
            throw error(.classRange, at: start)
        }
        return [low...high]
    }

    private mutating func classAtom(of classStart: Int) throws(PatternError) -> ClassAtom {
        guard let scalar = peek() else { throw error(.unterminatedClass, at: classStart) }
        position += 1
        guard scalar == "\\" else { return .scalar(scalar.value) }
        if take("b" as Unicode.Scalar) { return .scalar(0x08) }
        if take("-" as Unicode.Scalar) { return .scalar(0x2D) }
        if let set = try classEscape() { return .set(set) }
        return .scalar(try characterEscape())
    }
}
