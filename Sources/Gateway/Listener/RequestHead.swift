/// A request without its body, after every check.
struct RequestHead: Sendable {
    let method: String
    let path: String
    let query: String?
    let headers: HTTPFields
    let framing: BodyFraming
    /// The sender waits for `100 Continue` before it sends the body (RFC 9110, 10.1.1).
    let expectsContinue: Bool
}
