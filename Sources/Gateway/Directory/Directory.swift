public import Envelope

/// One edition of the directory (adresboek), read and indexed. Immutable; certificates are parsed at first use.
public struct Directory: Sendable {
    public let header: DirectoryHeader
    /// Sequence and SHA-256 hash of the document's bytes, as messages and freshness statements name the edition.
    public let edition: ChainReference
    public private(set) var parties: [Party]
    /// Parties that break a rule in this or a later edition: nothing is sent to them or accepted from them.
    public private(set) var suspended: Set<OIN> = []

    private let index: DirectoryIndex

    init(header: DirectoryHeader, edition: ChainReference, parties: [Party]) throws(DirectoryError) {
        self.header = header
        self.edition = edition
        self.parties = parties
        index = try DirectoryIndex(parties)
    }

    public func party(_ oin: OIN) -> Party? { index.byOIN[oin].map { parties[$0] } }

    /// In the order of the document.
    public func parties(role: String) -> [Party] { index.byRole[role]?.map { parties[$0] } ?? [] }

    /// The only party of a role that has a code.
    public func party(role: String, code: String) -> Party? {
        index.byRoleAndCode[DirectoryIndex.RoleCode(role: role, code: code)].map { parties[$0] }
    }

    public func isSuspended(_ oin: OIN) -> Bool { suspended.contains(oin) }

    /// Whose signing key this is.
    ///
    /// - Parameter certificate: DER; compared whole.
    public func signer(_ certificate: [UInt8]) -> KeyOwner? {
        index.signing[CertificateBytes(certificate)].map { owner($0) }
    }

    /// Whose signing keys a signature can mean.
    func signers(_ identifier: SignerIdentifier) -> [KeyOwner] { index.signers[identifier]?.map { owner($0) } ?? [] }

    /// Whose encryption key this is.
    ///
    /// - Parameter certificate: DER; compared whole.
    public func recipient(_ certificate: [UInt8]) -> KeyOwner? {
        index.encryption[CertificateBytes(certificate)].map { owner($0) }
    }

    /// This edition with parties suspended, besides those that are.
    func suspending(_ oins: Set<OIN>) -> Directory {
        var copy = self
        copy.suspended.formUnion(oins)
        return copy
    }

    /// This edition with the revocations of another one, which was signed by the same administrator but not adopted.
    func revoking(with other: Directory) -> Directory {
        var revoked: [[UInt8]: UTCTime] = [:]
        for key in other.parties.flatMap(\.keys) {
            if let moment = key.life.revokedAt { revoked[key.certificate.encoded] = moment }
        }
        return revoking(revoked)
    }

    /// This edition with those keys revoked that its authorities took back, as far as they were revoked in `earlier` too: of
    /// these nothing changes.
    func keepingListed(_ earlier: Directory) -> Directory {
        let known = earlier.parties.flatMap(\.keys).filter { $0.life.revokedAt != nil }.map(\.certificate.encoded)
        guard !known.isEmpty else { return self }
        let revoked = Set(known)
        return revoking(takenBack.filter { revoked.contains($0.key) })
    }

    /// This edition with certificates revoked, and since when.
    package func revoking(_ certificates: [[UInt8]: UTCTime]) -> Directory {
        guard !certificates.isEmpty else { return self }
        var copy = self
        copy.parties = parties.map { $0.revoking(certificates) }
        return copy
    }

    /// Keeps what was parsed of the certificates that an earlier edition has too: most of them.
    func takeCertificates(from earlier: Directory) {
        for certificate in parties.flatMap(\.keys).map(\.certificate) {
            let known = earlier.signer(certificate.encoded) ?? earlier.recipient(certificate.encoded)
            if let known { certificate.take(from: known.key.certificate) }
        }
    }

    private func owner(_ place: DirectoryIndex.KeyPlace) -> KeyOwner {
        let party = parties[place.party]
        guard let position = place.contactpersoon else {
            return KeyOwner(party: party, contactpersoon: nil, key: party.nodeKeys[place.key])
        }
        let contactpersoon = party.contactpersonen[position]
        return KeyOwner(party: party, contactpersoon: contactpersoon, key: contactpersoon.keys[place.key])
    }
}
