/// A partner's entry in the directory, as far as envelopes need it.
public struct Partner: Hashable, Sendable {
    public let oin: OIN
    public let suite: Suite
    /// Whether content keys may come wrapped with RSA v1.5. Only in suite `cbc`.
    public let allowsRSA15: Bool
    /// Whether one certificate may serve both signing and encryption.
    public let allowsDualUse: Bool
    /// Whether the partner's product can hold only one certificate of ours, and so receives for one named contactpersoon.
    public let oneCertificate: Bool

    public init(
        _ oin: OIN, suite: Suite = .gcm, allowsRSA15: Bool = false, allowsDualUse: Bool = false,
        oneCertificate: Bool = false
    ) {
        self.oin = oin
        self.suite = suite
        self.allowsRSA15 = allowsRSA15 && suite == .cbc
        self.allowsDualUse = allowsDualUse
        self.oneCertificate = oneCertificate
    }
}
