/// From when until when a certificate counts, both moments included.
public struct Validity: Hashable, Sendable {
    public let notBefore: UTCTime
    public let notAfter: UTCTime

    /// - Throws: ``CertificateError/validity`` when the end is not after the start.
    public init(from notBefore: UTCTime, until notAfter: UTCTime) throws(CertificateError) {
        guard notBefore < notAfter else { throw .validity }
        self.notBefore = notBefore
        self.notAfter = notAfter
    }

    public func contains(_ moment: UTCTime) -> Bool { notBefore <= moment && moment <= notAfter }
}
