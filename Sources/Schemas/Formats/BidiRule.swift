/// The rule for names with characters that are written from right to left: RFC 5893 section 2.
enum BidiRule {
    private enum Direction: String, CaseIterable {
        case rightToLeft = "R"
        case arabicLetter = "AL"
        case arabicNumber = "AN"
        case europeanNumber = "EN"
        case europeanSeparator = "ES"
        case commonSeparator = "CS"
        case europeanTerminator = "ET"
        case otherNeutral = "ON"
        case boundaryNeutral = "BN"
        case nonspacingMark = "NSM"
        case leftToRight = "L"

        /// What makes a label one from right to left.
        var isFromRight: Bool { self == .rightToLeft || self == .arabicLetter || self == .arabicNumber }

        static func of(_ scalar: UInt32) -> Direction {
            sets.first { $0.set.contains(scalar) }?.direction ?? .leftToRight
        }

        private static let sets: [(direction: Direction, set: ScalarSet)] = allCases.compactMap { direction in
            UnicodeTables.set(named: direction.rawValue, in: UnicodeTables.bidiClasses).map { (direction, $0) }
        }
    }

    /// Whether all labels of a name keep the rule, which is about names that have a right-to-left label.
    static func allows(_ labels: [[UInt32]]) -> Bool {
        let directions = labels.map { $0.map(Direction.of) }
        guard directions.contains(where: { $0.contains(where: \.isFromRight) }) else { return true }
        return directions.allSatisfy { label in
            label.first == .leftToRight ? isLeftToRight(label) : isRightToLeft(label)
        }
    }

    /// Conditions 1 to 4.
    private static func isRightToLeft(_ label: [Direction]) -> Bool {
        guard let first = label.first, first == .rightToLeft || first == .arabicLetter else { return false }
        let hasBothNumbers = label.contains(.arabicNumber) && label.contains(.europeanNumber)
        let last = label.last { $0 != .nonspacingMark }
        let ends: [Direction?] = [.rightToLeft, .arabicLetter, .europeanNumber, .arabicNumber]
        return !hasBothNumbers && !label.contains(.leftToRight) && ends.contains(last)
    }

    /// Conditions 5 and 6.
    private static func isLeftToRight(_ label: [Direction]) -> Bool {
        let last = label.last { $0 != .nonspacingMark }
        return !label.contains(where: \.isFromRight) && (last == .leftToRight || last == .europeanNumber)
    }
}
