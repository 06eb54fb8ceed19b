/// What a listener is told at its start.
struct ListenerSettings: Sendable {
    var place: ListenerPlace
    /// Nil: plain HTTP, which is refused on any other than a loopback address or a unix socket.
    var identity: TLSCredentials?
    var limits: ListenerLimits
    /// The methods that a path answers to, nil where nothing is. Whatever else is asked is answered with 404 or 405, before a body
    /// is read. Without it the handler decides.
    var methods: (@Sendable (_ path: String) -> [String]?)?

    init(
        place: ListenerPlace, identity: TLSCredentials? = nil, limits: ListenerLimits = ListenerLimits(),
        routes: [String: [String]]? = nil
    ) {
        self.place = place
        self.identity = identity
        self.limits = limits
        if let routes { methods = { path in routes[path] } }
    }
}
