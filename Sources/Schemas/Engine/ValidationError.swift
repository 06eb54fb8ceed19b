/// Why validation was refused before it began.
public enum ValidationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The schema uses `notAfterToday`, and the context does not say which day it is.
    case todayMissing

    public var description: String {
        switch self {
        case .todayMissing: "this schema compares with today; hand in the date of today"
        }
    }
}
