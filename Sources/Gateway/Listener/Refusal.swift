/// Why a request never reaches the handler, as the other side is told.
struct Refusal: Error, Hashable, Sendable {
    let status: Int
    let text: String
    let headers: HTTPFields
    /// Where this request ends can't be trusted, so the connection ends with its answer (RFC 9112, 6.3 and 11.2).
    let isFatal: Bool

    private init(_ status: Int, _ text: String, headers: HTTPFields = [:], isFatal: Bool = true) {
        self.status = status
        self.text = text
        self.headers = headers
        self.isFatal = isFatal
    }

    static func malformed(_ text: String) -> Refusal { Refusal(400, text) }
    static let targetTooLong = Refusal(414, "The target is too long.")
    static let headersTooLarge = Refusal(431, "The header section is too large.")
    static let unknownCoding = Refusal(501, "Only the transfer coding chunked is known.")
    static let unknownMethod = Refusal(501, "The method is not known.")
    static let unknownVersion = Refusal(505, "Only HTTP/1.1 and HTTP/1.0 are spoken.")
    static let unknownExpectation = Refusal(417, "Only the expectation 100-continue is known.")
    static let bodyTooLarge = Refusal(413, "The body is too large.", isFatal: false)
    static let notFound = Refusal(404, "Not found.", isFatal: false)

    static func methodNotAllowed(_ allowed: [String]) -> Refusal {
        Refusal(405, "Method not allowed.", headers: ["Allow": allowed.joined(separator: ", ")], isFatal: false)
    }

    static func busy(retryAfter: Int) -> Refusal {
        Refusal(503, "Busy. Try again later.", headers: ["Retry-After": String(retryAfter)], isFatal: false)
    }

    var response: HTTPResponse { HTTPResponse(status: status, text: text, headers: headers) }
}
