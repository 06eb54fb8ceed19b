/// Where the body of a request ends (RFC 9112, 6.3).
enum BodyFraming: Hashable, Sendable {
    /// After this many bytes; 0 when there is no body.
    case length(Int)
    /// After the last chunk.
    case chunked

    /// What the fields say, when they leave no doubt.
    init(_ headers: HTTPFields, version: HTTPVersion) throws(Refusal) {
        let codings = headers.all("Transfer-Encoding")
        let lengths = headers.all("Content-Length")
        guard codings.isEmpty else {
            guard lengths.isEmpty else { throw .malformed("Content-Length next to Transfer-Encoding.") }
            guard version == .http11 else { throw .malformed("Transfer-Encoding in HTTP/1.0.") }
            guard codings.count == 1 else { throw .malformed("More than one Transfer-Encoding.") }
            guard codings[0].lowercased() == "chunked" else { throw .unknownCoding }
            self = .chunked
            return
        }
        guard lengths.count <= 1 else { throw .malformed("More than one Content-Length.") }
        guard let text = lengths.first else {
            self = .length(0)
            return
        }
        let digits = text.utf8
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .malformed("Content-Length is not a number.")
        }
        self = .length(Int(text) ?? .max)
    }
}
