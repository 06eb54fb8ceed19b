/// What became of a message that arrived. It never changes afterwards.
enum InboundState: String, CaseIterable, Hashable, Sendable {
    case accepted
    /// Refused for its content, with codes; the sender was authenticated.
    case rejected
}
