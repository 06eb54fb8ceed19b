internal import Envelope

/// Answers other nodes that ask for the directory, or tell of a new edition. Partners only: who does not sign with the key
/// of a party's node gets one and the same answer, whatever is the matter.
struct DirectoryService: Sendable {
    /// Who may do what: for the listener.
    static let routes: [String: [String]] = [
        "directory": ["GET"], "directory/freshness": ["GET"], "directory/edition": ["POST"],
    ]
    private static let signedType = "application/pkcs7-mime; smime-type=signed-data"
    private static let refusal = HTTPResponse(status: 403, text: "Not for you.")
    private static let longestReference = 128

    let watch: DirectoryWatch

    /// The methods that a path answers to; nil when it is not one of the directory's.
    func methods(at path: String) -> [String]? {
        let keeper = watch.keeper
        guard case .https(let endpoint)? = keeper.current.directory.party(keeper.settings.own)?.endpoint else {
            return nil
        }
        return Self.routes.first { isBeside(endpoint, $0.key, path) }?.value
    }

    /// - Returns: nil when the path is not one of the directory's.
    func serve(_ request: HTTPRequest) -> HTTPResponse? {
        let keeper = watch.keeper
        let snapshot = keeper.current
        guard case .https(let endpoint)? = snapshot.directory.party(keeper.settings.own)?.endpoint,
            let authority = RequestTarget(endpoint)?.authority,
            let route = Self.routes.first(where: { isBeside(endpoint, $0.key, request.path) })
        else { return nil }
        guard route.value.contains(request.method) else { return .methodNotAllowed(route.value) }
        let verifier = RequestVerifier(snapshot: snapshot, authority: authority)
        guard let sender = verifier.sender(of: request, at: keeper.clock()) else { return Self.refusal }
        return switch route.key {
        case "directory": edition(snapshot, request)
        case "directory/freshness": statement(snapshot)
        default: notice(request, from: sender.oin)
        }
    }

    private func isBeside(_ endpoint: String, _ name: String, _ path: String) -> Bool {
        RequestTarget.beside(endpoint, name).flatMap { RequestTarget($0) }?.path == path
    }

    private func edition(_ snapshot: DirectorySnapshot, _ request: HTTPRequest) -> HTTPResponse {
        let tag = "\"\(snapshot.edition)\""
        guard request.headers["If-None-Match"] != tag else {
            return HTTPResponse(status: 304, headers: ["ETag": tag])
        }
        return HTTPResponse(
            status: 200, headers: ["Content-Type": Self.signedType, "ETag": tag, "Cache-Control": "no-cache"],
            body: snapshot.signed)
    }

    private func statement(_ snapshot: DirectorySnapshot) -> HTTPResponse {
        guard !snapshot.signedFreshness.isEmpty else { return .notFound }
        return HTTPResponse(
            status: 200, headers: ["Content-Type": Self.signedType, "Cache-Control": "no-store"],
            body: snapshot.signedFreshness)
    }

    /// What it says is not believed: it is a reason to look.
    private func notice(_ request: HTTPRequest, from sender: OIN) -> HTTPResponse {
        guard request.body.count <= Self.longestReference,
            let edition = ChainReference(String(decoding: request.body, as: UTF8.self))
        else { return HTTPResponse(status: 400, text: "An edition is expected: <sequence>:<hash>.") }
        watch.notice(edition, from: sender)
        return HTTPResponse(status: 202, text: "Noted.")
    }
}
