/// What an envelope held: signed content, whose signature was verified.
public struct SignedContent: Sendable {
    /// The decrypted multipart/signed, content and signature together: the evidence that stock tools can verify later. It is
    /// plaintext: who keeps it encrypts it.
    public internal(set) var evidence: [UInt8]
    /// Where in ``evidence`` the signed part is, its header included.
    public let entity: MIMEEntity
    public let signature: VerifiedSignature
    /// The certificate of ours whose key opened the envelope.
    public let openedBy: Certificate
    /// Everybody for whom the envelope has a content key, by the names that it uses.
    public let recipients: [SignerIdentifier]

    /// The content, with its transfer encoding undone.
    func content() throws(OpenError) -> [UInt8] {
        do throws(MIMEError) { return try entity.content(in: evidence.span) } catch {
            throw OpenError(.mime, error.reason.rawValue, signature: signature)
        }
    }
}
