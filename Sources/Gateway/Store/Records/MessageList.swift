/// One page of messages.
struct MessageList: Hashable, Sendable {
    let messages: [MessageSummary]
    /// Numbers of rows that are too damaged to show.
    let unreadable: [Int64]
    /// For ``MessagePage/before`` of the next page; nil when this was the last.
    let next: Int64?
}
