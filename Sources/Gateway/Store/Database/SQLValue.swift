internal import Envelope

/// A value that goes into a statement.
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
    /// Its text form.
    case id(UniqueID)

    init(_ value: Int) { self = .integer(Int64(value)) }
    init(_ value: String?) { self = value.map { .text($0) } ?? .null }
    init(_ value: UniqueID?) { self = value.map { .id($0) } ?? .null }
    init(_ value: OIN?) { self = value.map { .text($0.description) } ?? .null }
    init(_ value: UTCTime?) { self = value.map { .integer($0.secondsSinceEpoch) } ?? .null }
}
