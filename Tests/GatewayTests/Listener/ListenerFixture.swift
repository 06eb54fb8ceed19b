@testable import Gateway

/// Listeners on a free loopback port.
enum ListenerFixture {
    /// Answers with what it got.
    static func echo(
        limits: ListenerLimits = ListenerLimits(), identity: TLSCredentials? = nil, routes: [String: [String]]? = nil
    ) throws -> Listener {
        let place = ListenerPlace.network(address: "127.0.0.1", port: 0)
        let settings = ListenerSettings(place: place, identity: identity, limits: limits, routes: routes)
        return try Listener(settings: settings) { request in
            let body = String(decoding: request.body.prefix(64), as: UTF8.self)
            let text = "\(request.method) \(request.path) \(request.query ?? "-") \(body) \(request.address)"
            return HTTPResponse(status: 200, text: text)
        }
    }

    /// Whoever asks from 127.0.0.1 is a partner, and everybody else a stranger.
    static func recognising(limits: ListenerLimits, identity: TLSCredentials? = nil) throws -> Listener {
        let place = ListenerPlace.network(address: "127.0.0.1", port: 0)
        return try Listener(settings: ListenerSettings(place: place, identity: identity, limits: limits)) { request in
            var response = HTTPResponse(status: 200, text: "done")
            if request.address == "127.0.0.1" { response.peer = "partij" }
            return response
        }
    }
}
