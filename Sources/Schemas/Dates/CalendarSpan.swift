/// A span in whole calendar units: an ISO 8601 duration without a time, such as `P2Y`, `P1Y6M`, `P14D` or `P2W`.
public struct CalendarSpan: Hashable, Sendable {
    /// Whole months, twelve for each year.
    public let months: Int
    /// Whole days, seven for each week.
    public let days: Int

    /// Reads a duration whose numbers have at most five digits: years, months and days in this order, or weeks alone.
    /// Nil when the text is anything else; `P0D` is a span, `P` is none.
    public init?(_ text: String) {
        var rest = Substring(text)
        guard rest.popFirst() == "P", !rest.isEmpty else { return nil }
        if rest.last == "W" {
            guard let weeks = Self.takeNumber(of: "W", from: &rest), rest.isEmpty else { return nil }
            (months, days) = (0, 7 * weeks)
            return
        }
        guard let years = Self.takeNumber(of: "Y", from: &rest), let months = Self.takeNumber(of: "M", from: &rest),
            let days = Self.takeNumber(of: "D", from: &rest), rest.isEmpty
        else { return nil }
        self.months = 12 * years + months
        self.days = days
    }

    /// The number in front of a unit; 0 when another unit or nothing comes next; nil when no number is there.
    private static func takeNumber(of unit: Character, from rest: inout Substring) -> Int? {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        let behind = rest.dropFirst(digits.count)
        guard behind.first == unit else { return rest.isEmpty || !digits.isEmpty ? 0 : nil }
        guard (1...5).contains(digits.count), let number = Int(digits) else { return nil }
        rest = behind.dropFirst()
        return number
    }
}
