/// Where health and metrics are served: a loopback address.
struct LocalConfiguration: Hashable, Sendable {
    let address: String
    /// 0 for any free one.
    let port: UInt16
}
