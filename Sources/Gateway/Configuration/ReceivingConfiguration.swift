/// Limits on what comes in.
struct ReceivingConfiguration: Hashable, Sendable {
    /// The largest request.
    let bytes: Int
    let connections: Int
    /// Connections from one address.
    let perAddress: Int
    /// Seconds that a connection may be silent.
    let timeout: Int
}
