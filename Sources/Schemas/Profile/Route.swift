/// Where messages of some types may go from parties of some roles.
public struct Route: Hashable, Sendable {
    public let messages: [String]
    public let senders: [String]
    public let recipients: [Recipient]
    /// The clause of the agreement that it rests on.
    public let ground: String
}
