/// A whole request, as it came in.
struct HTTPRequest: Sendable {
    let method: String
    /// As it was sent: nothing is decoded. Begins with `/`.
    let path: String
    /// What follows the question mark, not decoded; nil when there is none.
    let query: String?
    let headers: HTTPFields
    let body: [UInt8]
    /// The sender's IP address; `unix` on a unix socket. Behind a proxy it is the proxy's.
    let address: String

    init(
        method: String, path: String, query: String? = nil, headers: HTTPFields = [:], body: [UInt8] = [],
        address: String = "unix"
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.address = address
    }
}
