/// An answer. `Content-Length`, `Date` and `Connection` are added when it is sent.
struct HTTPResponse: Hashable, Sendable {
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]
    /// Whose request this answers, when that is certain. It is not sent; the next request from there need not wait for strangers.
    var peer: String?

    init(status: Int, headers: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A line of text, UTF-8.
    init(status: Int, text: String, headers: HTTPFields = [:]) {
        var headers = headers
        headers.append("Content-Type", "text/plain; charset=utf-8")
        self.init(status: status, headers: headers, body: Array((text + "\n").utf8))
    }

    static let notFound = HTTPResponse(status: 404, text: "Not found.")

    /// - Parameter allowed: the methods that the path does answer to, which the answer must list (RFC 9110, 15.5.6).
    static func methodNotAllowed(_ allowed: [String]) -> HTTPResponse {
        HTTPResponse(status: 405, text: "Method not allowed.", headers: ["Allow": allowed.joined(separator: ", ")])
    }
}
