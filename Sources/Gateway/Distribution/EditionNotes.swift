internal import Envelope

/// What an edition changes, in sentences for the audit log: they say which key took the place of which, from when, and who
/// signed for it.
struct EditionNotes {
    let old: Directory
    let new: Directory
    /// Who signed the new edition.
    let signers: [Certificate]

    func notes(at time: UTCTime) -> [DirectoryNote] {
        let actor = signers.map { $0.subject.commonName ?? $0.fingerprint.description }.joined(separator: " and ")
        let hashes = signers.map { Hexadecimal.text($0.fingerprint.bytes) }.joined(separator: " and ")
        let end = "; edition \(new.edition), signed with \(hashes)"
        return DirectoryDifference(from: old, to: new).entries.flatMap { entry in
            entry.changes.map { change in
                let sentence = sentence(change, new.party(entry.oin) ?? old.party(entry.oin))
                return DirectoryNote(time: time, actor: actor, sentence: "party \(entry.oin): \(sentence)\(end)")
            }
        }
    }

    private func sentence(_ change: PartyChange, _ party: Party?) -> String {
        switch change {
        case .keyAdded(let holder, let use, let certificate):
            let keys = Self.keys(of: holder, use, party)
            guard let life = keys.first(where: { $0.certificate == certificate })?.life else { return "\(change)" }
            let forerunner =
                keys.first { $0.life.retiringFrom == life.activeFrom } ?? keys.last { $0.life.revokedAt != nil }
            let replaced = forerunner.map { " in the place of \(Self.name($0.certificate))" } ?? ""
            return "\(Self.name(holder, use, certificate)) is active from \(life.activeFrom)\(replaced)"
        case .keyChanged(let holder, let use, let certificate):
            let keys = Self.keys(of: holder, use, party)
            let life = keys.first { $0.certificate == certificate }?.life
            if life?.revokedAt != nil { return "\(Self.name(holder, use, certificate)) was revoked" }
            guard let end = life?.retiringFrom, let gone = life?.goneFrom else {
                return "\(Self.name(holder, use, certificate)) has other dates"
            }
            let next = keys.first { $0.life.activeFrom == end }.map { ", replaced by \(Self.name($0.certificate))" }
            return "\(Self.name(holder, use, certificate)) retires at \(end)\(next ?? "") and is gone at \(gone)"
        case .keyRevoked(let holder, let use, let certificate):
            return "\(Self.name(holder, use, certificate)) was revoked"
        case .keyReinstated(let holder, let use, let certificate):
            return "\(Self.name(holder, use, certificate)) is not revoked any more"
        case .keyRemoved(let holder, let use, let certificate):
            return "\(Self.name(holder, use, certificate)) was removed"
        default: return "\(change)"
        }
    }

    private static func keys(of holder: String?, _ use: KeyUse, _ party: Party?) -> [DirectoryKey] {
        let all = holder.map { party?.contactpersoon(mail: $0)?.keys ?? [] } ?? party?.nodeKeys ?? []
        return all.filter { $0.use == use }
    }

    private static func name(_ holder: String?, _ use: KeyUse, _ certificate: LazyCertificate) -> String {
        "\(use.rawValue) key \(name(certificate)) of \(holder ?? "the node")"
    }

    /// The hash of the certificate, which is not parsed for it.
    private static func name(_ certificate: LazyCertificate) -> String {
        (try? Digest(.sha256, of: certificate.encoded)).map { Hexadecimal.text($0.bytes) } ?? "of an unknown name"
    }
}
