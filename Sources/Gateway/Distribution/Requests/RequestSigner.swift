internal import Envelope
internal import Foundation

/// Signs requests with the node's key.
struct RequestSigner: Sendable {
    let certificate: Certificate
    let key: any SigningKey

    /// The headers that make a signed request of one.
    ///
    /// - Parameter url: absolute, https.
    /// - Throws: ``KeyError`` when the key can't be reached, or the URL has no host.
    func headers(
        method: String, url: String, body: [UInt8], at now: UTCTime
    ) throws(KeyError) -> [(name: String, value: String)] {
        guard let target = RequestTarget(url) else { throw .wrongUse("signing a request to \(url)") }
        let signature = RequestSignature(
            created: now.secondsSinceEpoch, keyID: certificate.fingerprint.bytes,
            algorithm: RequestAlgorithm(key.publicKey.algorithm))
        let digest = body.isEmpty ? nil : RequestSignature.contentDigest(body)
        let base = signature.base(
            method: method, authority: target.authority, path: target.path, contentDigest: digest)
        guard let hash = try? Digest(signature.algorithm.digest, of: base) else { throw .unavailable }
        guard let value = key.publicKey.algorithm.fixedSignature(try key.sign(hash)) else { throw .inconsistent }
        let label = RequestSignature.label
        let headers = [
            (name: "Signature-Input", value: "\(label)=\(signature.parameters(hasBody: digest != nil))"),
            (name: "Signature", value: "\(label)=:\(Data(value).base64EncodedString()):"),
        ]
        return headers + (digest.map { [(name: "Content-Digest", value: $0)] } ?? [])
    }
}
