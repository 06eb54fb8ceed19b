internal import Envelope
internal import Foundation

/// Finds out which partner's node signed a request.
struct RequestVerifier: Sendable {
    let snapshot: DirectorySnapshot
    /// The authority that this node is known by: that of its endpoint in the directory. A request to anybody else, passed
    /// on, does not verify here.
    let authority: String

    /// - Returns: nil for a request that is unsigned, not exactly of the form, too old, changed, or signed by a key that is
    ///   not that of a partner's node now. Nothing tells the sender which of these it was.
    func sender(of request: HTTPRequest, at now: UTCTime) -> Party? {
        guard request.query == nil, request.headers["Host"].map(RequestTarget.normal) == authority,
            let input = Self.only("Signature-Input", request), let value = Self.only("Signature", request),
            let signature = RequestSignature(input: input, hasBody: !request.body.isEmpty),
            abs(now.secondsSinceEpoch - signature.created) <= RequestSignature.longestAge,
            let owner = snapshot.node(signature.keyID), !snapshot.directory.isSuspended(owner.party.oin),
            let certificate = owner.key.usable(at: now, dualUse: owner.party.allowances.dualUse),
            RequestAlgorithm(certificate.publicKey.algorithm) == signature.algorithm,
            isSigned(request, signature, value, by: certificate.publicKey)
        else { return nil }
        return owner.party
    }

    private func isSigned(
        _ request: HTTPRequest, _ signature: RequestSignature, _ value: String, by key: PublicKey
    ) -> Bool {
        var digest: String?
        if !request.body.isEmpty {
            digest = RequestSignature.contentDigest(request.body)
            guard let digest, Self.only("Content-Digest", request) == digest else { return false }
        }
        let base = signature.base(
            method: request.method, authority: authority, path: request.path, contentDigest: digest)
        let start = "\(RequestSignature.label)=:"
        guard value.hasPrefix(start), value.hasSuffix(":"), value.utf8.count <= 1_024,
            let fixed = Data(base64Encoded: String(value.dropFirst(start.count).dropLast())),
            let made = key.algorithm.signature(fixed: [UInt8](fixed)),
            let hash = try? Digest(signature.algorithm.digest, of: base)
        else { return false }
        return (try? key.verify(made, of: hash)) ?? false
    }

    /// The value of a header that must be there once.
    private static func only(_ name: String, _ request: HTTPRequest) -> String? {
        let values = request.headers.all(name)
        return values.count == 1 ? values[0] : nil
    }
}
