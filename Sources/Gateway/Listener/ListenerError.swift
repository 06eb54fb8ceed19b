/// Why a listener did not start, or did not take a certificate. A listener that runs goes on as it was.
struct ListenerError: Error, Hashable, Sendable {
    enum Reason: Hashable, Sendable {
        /// Something listens there already.
        case inUse
        /// This machine does not have the address.
        case notOurs
        /// Not a numeric address.
        case notAnAddress
        /// Only the superuser may use the port.
        case forbidden
        /// Plain HTTP on an address that others can reach.
        case plain
        /// A file that is not a socket stands at the path, or the path is too long for a socket.
        case path
        /// The text is the TLS library's reason.
        case certificate(String)
        /// The text is the TLS library's reason.
        case key(String)
        /// The private key is not the certificate's.
        case keyOfOther
        /// A certificate was given to a plain listener.
        case noTLS
        /// The listener has stopped.
        case stopped
        /// The system refused; the text is its reason.
        case system(String)
    }

    let reason: Reason
    /// Address and port, or path.
    let place: String

    init(_ reason: Reason, _ place: ListenerPlace) {
        self.reason = reason
        self.place = place.description
    }
}

extension ListenerError: CustomStringConvertible {
    /// What happened, where, and what to do.
    var description: String { "\(place): \(explanation.what); \(explanation.remedy)" }

    private var explanation: (what: String, remedy: String) {
        switch reason {
        case .inUse: ("something listens here already", "stop that program, or choose another port")
        case .notOurs: ("this machine does not have the address", "use one of its own, or 0.0.0.0 or :: for all")
        case .notAnAddress: ("not a numeric address", "write an IPv4 or IPv6 address, not a name")
        case .forbidden: ("not allowed to listen here", "choose a port above 1023, or another folder for the socket")
        case .plain:
            (
                "plain HTTP would be reachable for others",
                "give a certificate and key, or listen on 127.0.0.1 behind a proxy"
            )
        case .path: ("no socket can be made at this path", "choose a free path of at most 107 bytes")
        case .certificate(let why):
            ("the certificate can't be read (\(why))", "give PEM, the node's own certificate first")
        case .key(let why): ("the private key can't be read (\(why))", "give PEM, not encrypted")
        case .keyOfOther: ("the private key is not the certificate's", "give the key that the certificate was made for")
        case .noTLS: ("this listener is plain", "give certificate and key at the start")
        case .stopped: ("the listener has stopped", "start it again")
        case .system(let why): ("can't listen (\(why))", "look at what the system says")
        }
    }
}
