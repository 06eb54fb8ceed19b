/// A signature that was verified, and by whom.
public struct VerifiedSignature: Hashable, Sendable {
    public let signer: TrustedSigner
    public let signingTime: UTCTime
    /// SHA-256 over what was signed: the MIC of a receipt (RFC 4130, 7.3.1).
    public let mic: Digest
}
