/// The rule for labels with characters that are written from right to left: RFC 5893 section 2.
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

        /// What makes a label one of this rule.
        var isFromRight: Bool { self == .rightToLeft || self == .arabicLetter || self == .arabicNumber }

        static func of(_ scalar: UInt32) -> Direction {
            sets.first { $0.set.contains(scalar) }?.direction ?? .leftToRight
        }

        private static let sets: [(direction: Direction, set: ScalarSet)] = allCases.compactMap { direction in
            UnicodeTables.set(named: direction.rawValue, in: UnicodeTables.bidiClasses).map { (direction, $0) }
        }
    }

    /// Labels without such characters are always allowed.
    static func allows(_ label: [UInt32]) -> Bool {
        let directions = label.map(Direction.of)
        guard directions.contains(where: { $0.isFromRight }) else {
            return true
        }
        guard directions[0] == .rightToLeft || directions[0] == .arabicLetter else { return false }
        let hasBothNumbers = directions.contains(.arabicNumber) && directions.contains(.europeanNumber)
        let last = directions.last { $0 != .nonspacingMark }
        let ends: [Direction?] = [.rightToLeft, .arabicLetter, .europeanNumber, .arabicNumber]
        return !hasBothNumbers && !directions.contains(.leftToRight) && ends.contains(last)
    }
}
