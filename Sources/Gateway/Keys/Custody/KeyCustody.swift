/// How a node holds its private keys.
struct KeyCustody: Hashable, Sendable {
    /// In a process of their own; otherwise in the node itself.
    let usesProcess: Bool
    /// The user that the process becomes when the node runs as root; nil for nobody.
    let account: String?
}
