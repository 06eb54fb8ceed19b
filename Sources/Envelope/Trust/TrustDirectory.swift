/// The directory, as far as opening a message needs it: the trust decision is there, not in certificates that a message
/// brings along.
public protocol TrustDirectory: Sendable {
    /// The signing certificates, of any party and in any state, that `identifier` can mean.
    ///
    /// - Parameter now: the moment that their status is asked for.
    func signers(named identifier: SignerIdentifier, at now: UTCTime) -> [TrustedSigner]

    /// Any signing certificate of a party, preferably the active one; nil when it has none. What fails before a signature was
    /// verified costs the same time as a wrong signature of this certificate.
    func anySigner(of party: OIN) -> Certificate?
}
