internal import Envelope

/// Asks other nodes for the directory, with signed requests. What comes back is believed by nobody before it is judged.
struct DirectoryFetcher: Sendable {
    /// What one source gave.
    enum Answer: Sendable {
        case content([UInt8])
        case unchanged
        case failed(String)
    }

    private static let statementLimit = 1 << 20

    let transport: DirectoryTransport
    /// The key that the node signs with now; nil when it has none.
    let signer: @Sendable () -> RequestSigner?
    let clock: @Sendable () -> UTCTime

    func statement(from source: String) async -> Answer {
        await get(source, "directory/freshness", known: nil, limit: Self.statementLimit)
    }

    /// - Parameter known: the edition that the node has, which the source need not send again.
    func edition(from source: String, known: ChainReference?) async -> Answer {
        await get(source, "directory", known: known, limit: SignedDocument.maximumByteCount)
    }

    /// Tells a partner that an edition is out.
    ///
    /// - Returns: nil when it was taken note of, else why not.
    func tell(_ edition: ChainReference, to party: Party) async -> String? {
        guard case .https(let endpoint) = party.endpoint else { return "it has no node" }
        let body = Array(edition.description.utf8)
        switch await perform(.post, endpoint, "directory/edition", body: body, partner: party.oin, limit: 4_096) {
        case .success(let answer) where answer.status == 202: return nil
        case .success(let answer): return "it answered \(answer.status)"
        case .failure(let failure): return failure.reason
        }
    }

    private func get(_ source: String, _ name: String, known: ChainReference?, limit: Int) async -> Answer {
        let headers = known.map { [(name: "If-None-Match", value: "\"\($0)\"")] } ?? []
        switch await perform(.get, source, name, headers: headers, limit: limit) {
        case .success(let answer) where answer.status == 200: return .content(answer.body)
        case .success(let answer) where answer.status == 304 && known != nil: return .unchanged
        case .success(let answer) where answer.status == 403:
            return .failed("it does not know this node's key; is the node in the directory, and its clock right?")
        case .success(let answer): return .failed("it answered \(answer.status)")
        case .failure(let failure): return .failed(failure.reason)
        }
    }

    private func perform(
        _ method: HTTPCall.Method, _ endpoint: String, _ name: String, headers: [(name: String, value: String)] = [],
        body: [UInt8] = [], partner: OIN? = nil, limit: Int
    ) async -> Result<HTTPAnswer, DirectoryFailure> {
        guard let url = RequestTarget.beside(endpoint, name) else {
            return .failure(DirectoryFailure(reason: "its address is no https URL"))
        }
        guard let signer = signer() else {
            return .failure(DirectoryFailure(reason: "this node has no active node key to sign the request with"))
        }
        do throws(KeyError) {
            let signed = try signer.headers(method: method.rawValue, url: url, body: body, at: clock())
            let type = body.isEmpty ? [] : [(name: "Content-Type", value: "text/plain")]
            let call = HTTPCall(
                url: url, method: method, headers: signed + headers + type, body: body, partner: partner,
                responseLimit: limit)
            return await transport(call).mapError { DirectoryFailure(reason: $0.reason) }
        } catch {
            return .failure(DirectoryFailure(reason: error.description))
        }
    }
}
