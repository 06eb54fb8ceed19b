/// What a certificate is made for.
public enum CertificateUse: String, CaseIterable, Hashable, Sendable {
    case signing
    case encryption
    /// One certificate for both: only for products that can hold no more than one.
    case signingAndEncryption
    /// Signing certificates and revocation lists.
    case authority
}
