internal import Envelope
internal import Synchronization

/// The private keys of this node. What each is for, and whether it is in use, follows from the directory at the moment that
/// it is asked: the ring itself decides nothing.
///
/// It stands between the node and its keys, so that these can move to a process of their own.
final class KeyRing: Sendable {
    private struct Content {
        let keys: [OwnKey]
        let byCertificate: [CertificateBytes: OwnKey]

        init(_ keys: [OwnKey]) {
            self.keys = keys
            byCertificate = Dictionary(keys.map { (CertificateBytes($0.certificate.encoded), $0) }) { first, _ in first
            }
        }
    }

    private let content: Mutex<Content>
    private let signers = Mutex<[Fingerprint: MessageSigner]>([:])
    /// The process that holds the keys; nil when they are in this one.
    let process: KeyProcess?

    init(_ keys: [OwnKey], process: KeyProcess? = nil) {
        content = Mutex(Content(keys))
        self.process = process
    }

    /// Takes over what another ring holds: keys came, or their time is over.
    func renew(from other: KeyRing) {
        let keys = other.content.withLock(\.keys)
        content.withLock { $0 = Content(keys) }
        signers.withLock { $0 = [:] }
    }

    var keys: [OwnKey] { content.withLock(\.keys) }

    private func key(_ certificate: [UInt8]) -> OwnKey? {
        content.withLock { $0.byCertificate[CertificateBytes(certificate)] }
    }

    /// The certificates of the keys, for checks.
    var certificates: [(file: String, certificate: Certificate)] {
        content.withLock { $0.keys.map { ($0.file, $0.certificate) } }
    }

    /// The key that a contactpersoon signs with now; nil when the person has none that is active and here.
    func signer(ofPerson mail: String, in party: Party, at now: UTCTime) -> MessageSigner? {
        party.contactpersoon(mail: mail).flatMap { signer(among: $0.keys, party, at: now) }
    }

    /// The key that the node signs with by itself; nil when it has none that is active and here.
    func signer(ofNodeIn party: Party, at now: UTCTime) -> MessageSigner? {
        signer(among: party.nodeKeys, party, at: now)
    }

    /// The keys that open envelopes now: active ones first, then those within their overlap.
    func openingKeys(in party: Party, at now: UTCTime) -> [OpeningKey] {
        let accepted = party.contactpersonen.flatMap(\.keys).filter {
            $0.use == .encryption && $0.life.isAccepted(at: now)
        }
        let ordered =
            accepted.filter { $0.life.state(at: now) == .active }
            + accepted.filter { $0.life.state(at: now) != .active }
        return ordered.compactMap { entry in
            guard let key = key(entry.certificate.encoded) else { return nil }
            return try? OpeningKey(certificate: key.certificate, key: key.decryption, suite: entry.suite)
        }
    }

    private func signer(among entries: [DirectoryKey], _ party: Party, at now: UTCTime) -> MessageSigner? {
        let active = entries.lazy.filter { $0.use == .signing && $0.life.state(at: now) == .active }
        return active.compactMap { self.signer($0, party, at: now) }.first
    }

    private func signer(_ entry: DirectoryKey, _ party: Party, at now: UTCTime) -> MessageSigner? {
        guard let key = key(entry.certificate.encoded), key.certificate.validity.contains(now) else {
            return nil
        }
        let name = key.certificate.fingerprint
        return signers.withLock { signers in
            if let known = signers[name] { return known }
            let made = try? MessageSigner(
                certificate: key.certificate, key: key.signing, allowsDualUse: party.allowances.dualUse)
            signers[name] = made
            return made
        }
    }
}
