/// Where messages come in.
struct ListenConfiguration: Hashable, Sendable {
    enum Place: Hashable, Sendable {
        case address(String, port: UInt16)
        /// The path of a socket.
        case unix(String)
    }

    let place: Place
    /// Nil behind a proxy, which does the TLS.
    let tls: TLSFiles?
}
