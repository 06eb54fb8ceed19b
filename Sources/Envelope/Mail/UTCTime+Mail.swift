extension UTCTime {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// The value of a field Date (RFC 5322 section 3.3), as in `Sat, 21 Nov 2026 13:30:00 +0000`.
    public var mailText: String {
        let parts = self.parts
        func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
        let day = Int(secondsSinceEpoch >= 0 ? secondsSinceEpoch / 86_400 : (secondsSinceEpoch - 86_399) / 86_400)
        let name = Self.days[(day % 7 + 7) % 7]
        return "\(name), \(parts.day) \(Self.months[parts.month - 1]) \(parts.year) "
            + "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) +0000"
    }
}
