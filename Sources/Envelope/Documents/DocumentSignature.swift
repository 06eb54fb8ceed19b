/// One verified signature of a document.
public struct DocumentSignature: Hashable, Sendable {
    public let certificate: Certificate
    /// What the signer said. It lies within the certificate's validity.
    public let signingTime: UTCTime
}
