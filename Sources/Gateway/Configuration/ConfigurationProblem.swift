internal import Schemas

/// What is wrong with one setting, and what to write instead.
struct ConfigurationProblem: Hashable, Sendable, CustomStringConvertible {
    enum Reason: String, CaseIterable, Hashable, Sendable {
        /// Not JSON of the strict kind, or not an object.
        case syntax
        /// A setting that does not exist.
        case unknown
        /// A setting that must be there.
        case missing
        /// A value of the wrong kind, or outside its limits.
        case value
        /// Settings that exclude or need one another.
        case contradiction
    }

    let reason: Reason
    let place: JSONPointer
    /// What to do, in one line.
    let remedy: String

    init(_ reason: Reason, _ place: JSONPointer, _ remedy: String) {
        self.reason = reason
        self.place = place
        self.remedy = remedy
    }

    var description: String { "\(place == .root ? "the top" : place.description): \(reason.rawValue); \(remedy)" }
}
