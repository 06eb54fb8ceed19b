public import Envelope

/// A key of a contactpersoon or a node, as the directory publishes it.
public struct DirectoryKey: Hashable, Sendable {
    public let use: KeyUse
    /// The suite that an encryption key opens, and no other. For a signing key the suite of its party.
    public let suite: Suite
    public let certificate: LazyCertificate
    public let life: KeyLife

    /// The certificate if the key may be used now: its state by date, its own validity and its usage all allow it.
    ///
    /// - Parameter dualUse: whether one certificate may serve both uses.
    public func usable(at moment: UTCTime, dualUse: Bool) -> Certificate? {
        guard life.isAccepted(at: moment), let certificate = try? certificate.certificate(),
            certificate.validity.contains(moment), certificate.permits(use == .signing ? .signing : .encryption),
            dualUse || !certificate.isDualUse
        else { return nil }
        return certificate
    }
}
