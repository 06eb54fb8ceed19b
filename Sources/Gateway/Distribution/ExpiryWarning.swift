public import Envelope

/// Something ends soon: said 60, 30, 14, 7 and 1 days before, and when it is over. The sentence stays the same between two
/// of these moments, so that whoever tells each sentence once tells each step once.
public struct ExpiryWarning: Hashable, Sendable {
    /// In days.
    public static let steps: [Int64] = [1, 7, 14, 30, 60]

    /// At most so many days are left; nil when it is over.
    public let days: Int64?
    /// In English, without the remedy.
    public let sentence: String

    public var isOver: Bool { days == nil }

    /// - Returns: nil while there are more than 60 days left.
    public init?(_ what: String, until end: UTCTime, _ now: UTCTime) {
        let left = end.secondsSinceEpoch - now.secondsSinceEpoch
        guard left > 0 else {
            days = nil
            sentence = "\(what) ended at \(end)"
            return
        }
        guard let step = Self.steps.first(where: { left <= $0 * 86_400 }) else { return nil }
        days = step
        sentence = "\(what) ends at \(end), in \(step == 1 ? "a day" : "\(step) days") or less"
    }
}
