public import Schemas

/// A directory document, draft or freshness statement that can't be read: why, where, and what is expected there.
public struct DirectoryError: Error, Hashable, Sendable, CustomStringConvertible {
    public let reason: DirectoryReason
    public let place: JSONPointer
    /// In English: what is expected.
    public let remedy: String

    init(_ reason: DirectoryReason, _ place: JSONPointer, _ remedy: String) {
        self.reason = reason
        self.place = place
        self.remedy = remedy
    }

    public var description: String {
        "\(reason.rawValue) at \(place == .root ? "the top" : place.description): \(remedy)"
    }
}
