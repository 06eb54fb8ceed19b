/// Whether a certificate comes from an authority that counts, and was not taken back.
public struct CertificateChain: Hashable, Sendable {
    /// Why a certificate does not count.
    public enum Problem: Error, Hashable, Sendable {
        /// None of the authorities issued it.
        case unknownIssuer(String)
        /// The authority's own certificate is not valid now.
        case authorityExpired(String)
        case revoked(UTCTime)
        /// The authority has no list here, or none that it signed.
        case listMissing(String)
        /// The authority's list should have been replaced at this time.
        case listOverdue(UTCTime)
        case certificate(CertificateError)
    }

    private static let longest = 5

    /// Roots and those who issue: each counts by itself, whether or not its own issuer is among them.
    public let authorities: [Certificate]
    public let lists: [RevocationList]

    public init(authorities: [Certificate], lists: [RevocationList] = []) {
        self.authorities = authorities
        self.lists = lists
    }

    /// Checks issuer and revocation, up to an authority whose issuer is not listed or that issued itself.
    ///
    /// - Parameter requiresLists: refuses when an authority has no current revocation list. A root that issued itself needs none
    ///   for itself.
    /// - Returns: the authorities, from the certificate's issuer upwards.
    public func check(
        _ certificate: Certificate, requiresLists: Bool = false, at now: UTCTime
    ) throws(Problem) -> [Certificate] {
        var chain: [Certificate] = []
        var current = certificate
        while chain.count < Self.longest, let issuer = try issuer(of: current) {
            guard issuer.validity.contains(now) else { throw .authorityExpired(Self.name(issuer)) }
            try checkRevocation(of: current, by: issuer, requiresLists, now)
            chain.append(issuer)
            guard issuer.subjectEncoded != issuer.issuerEncoded else { return chain }
            current = issuer
        }
        guard !chain.isEmpty else { throw .unknownIssuer(certificate.issuer.commonName ?? "") }
        return chain
    }

    private func issuer(of certificate: Certificate) throws(Problem) -> Certificate? {
        for authority in authorities {
            do throws(CertificateError) {
                if try certificate.isIssued(by: authority), authority != certificate { return authority }
            } catch {
                throw .certificate(error)
            }
        }
        return nil
    }

    private func checkRevocation(
        of certificate: Certificate, by issuer: Certificate, _ requiresLists: Bool, _ now: UTCTime
    ) throws(Problem) {
        var own: [RevocationList] = []
        for list in lists where list.issuerEncoded == issuer.subjectEncoded {
            do throws(CertificateError) { if try list.isIssued(by: issuer) { own.append(list) } } catch {
                throw .certificate(error)
            }
        }
        if let time = own.lazy.compactMap({ $0.revocation(of: certificate) }).first { throw .revoked(time) }
        guard requiresLists else { return }
        guard let newest = own.max(by: { $0.issuedAt < $1.issuedAt }) else { throw .listMissing(Self.name(issuer)) }
        if let due = newest.nextUpdate, now > due { throw .listOverdue(due) }
    }

    private static func name(_ certificate: Certificate) -> String { certificate.subject.commonName ?? "" }
}

extension CertificateChain.Problem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownIssuer(let name): "it was issued by \"\(name)\", which is none of the authorities that count"
        case .authorityExpired(let name): "the certificate of the authority \"\(name)\" is not valid now"
        case .revoked(let time): "its authority took it back at \(time)"
        case .listMissing(let name): "there is no revocation list of the authority \"\(name)\"; hand it in"
        case .listOverdue(let time):
            "the authority's revocation list was to be replaced by \(time); hand in the new one"
        case .certificate(let error): error.description
        }
    }
}
