public import Envelope

/// A directory as opening a message needs it.
public struct DirectoryTrust: TrustDirectory {
    private let directory: Directory

    public init(_ directory: Directory) {
        self.directory = directory
    }

    /// Of a party that is suspended or has more than two active contactpersonen nothing is accepted: it has no signers.
    public func signers(named identifier: SignerIdentifier, at now: UTCTime) -> [TrustedSigner] {
        directory.signers(identifier).compactMap { trusted($0, at: now) }
    }

    public func anySigner(of party: OIN) -> Certificate? {
        guard let party = directory.party(party) else { return nil }
        let keys = (party.contactpersonen.flatMap(\.keys) + party.nodeKeys).filter { $0.use == .signing }
        let current = keys.filter { $0.life.retiringFrom == nil && $0.life.revokedAt == nil }
        return (current + keys).lazy.compactMap { try? $0.certificate.certificate() }.first
    }

    private func trusted(_ owner: KeyOwner, at now: UTCTime) -> TrustedSigner? {
        guard !directory.isSuspended(owner.party.oin), !owner.party.isCrowded(at: now),
            let certificate = try? owner.key.certificate.certificate()
        else { return nil }
        return TrustedSigner(
            certificate: certificate, party: owner.party.oin,
            role: owner.contactpersoon == nil ? .node : .contactpersoon,
            status: Self.status(owner.key.life, at: now))
    }

    private static func status(_ life: KeyLife, at now: UTCTime) -> TrustedSigner.Status {
        switch life.state(at: now) {
        case .next: life.isAccepted(at: now) ? .active : .next
        case .active: .active
        case .retiring: .retiring(until: (life.goneFrom ?? now).adding(seconds: -1))
        case .gone: .retired
        case .revoked: .revoked
        }
    }
}

extension Directory {
    /// A party's entry as far as envelopes need it; nil for a party that is unknown or suspended.
    public func partner(_ oin: OIN) -> Partner? {
        guard let party = party(oin), !isSuspended(oin) else { return nil }
        return Partner(
            oin, suite: party.suite, allowsRSA15: party.allowances.rsa15, allowsDualUse: party.allowances.dualUse,
            oneCertificate: party.allowances.oneCertificate != nil)
    }
}
