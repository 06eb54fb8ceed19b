/// Where a request comes from, as far as that decides whose turn it is.
struct RequestOrigin: Hashable, Sendable {
    /// See ``ClientAddress/sender``.
    let sender: UInt64?
    /// Anybody may be behind it: that somebody there is known says nothing about the others.
    var isShared = false
}
