/// A value of or about a person, on its way through the program. Whoever needs it says so: ``revealed``.
public struct Sensitive<Value> {
    /// What stands in a text in its place.
    public static var placeholder: String { undisclosedText }

    /// The value. To be used where it is needed, and not to be put into a log, an error or a sentence.
    public let revealed: Value

    public init(_ value: Value) { revealed = value }
}

extension Sensitive: Undisclosed {}
extension Sensitive: Sendable where Value: Sendable {}
extension Sensitive: Equatable where Value: Equatable {}
extension Sensitive: Hashable where Value: Hashable {}
