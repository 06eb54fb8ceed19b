internal import Envelope
internal import Schemas

/// What parties and message types are called, for reports about a node.
struct NodeNames {
    let profile: Profile
    /// Nil when the node has none, or it can't be read: parties are told by their numbers then.
    let directory: Directory?

    init(_ access: NodeAccess, on console: any Console) throws(CommandError) {
        profile = try access.profile(on: console)
        do throws(CommandError) {
            directory = try access.directory(on: console).directory
        } catch {
            console.note("weerthuis: \(error.message); parties are shown by their OIN")
            directory = nil
        }
    }

    func party(_ oin: OIN) -> String { directory?.party(oin)?.name ?? oin.description }

    /// A contactpersoon by name, a party by name, anybody else as the store has it.
    func actor(_ text: String) -> String {
        if let oin = OIN(text) { return party(oin) }
        if text == Submission.Releaser.nodeName { return "het knooppunt" }
        let person = directory?.parties.lazy.compactMap { $0.contactpersoon(mail: text) }.first
        return person.map { "\($0.name) (\(text))" } ?? text
    }

    /// Whose key it is by the directory of today, in brackets; empty for one that is no longer in it.
    ///
    /// - Parameter name: the SHA-256 of its certificate, in hexadecimal digits.
    func keyOwner(_ name: String) -> String {
        for party in directory?.parties ?? [] {
            for (holder, key) in party.holders {
                guard let digest = try? Digest(.sha256, of: key.certificate.encoded),
                    Hexadecimal.text(digest.bytes) == name
                else { continue }
                let person = holder.flatMap { party.contactpersoon(mail: $0)?.name } ?? "het knooppunt"
                return "(\(person), \(party.name))"
            }
        }
        return ""
    }

    func title(_ type: String) -> String { profile.forms[type]?.title ?? type }

    /// Who can open what a party receives: its contactpersonen with a key that was in use at a moment.
    func readers(of oin: OIN, at moment: UTCTime) -> [Contactpersoon] {
        guard let party = directory?.party(oin) else { return [] }
        return party.contactpersonen.filter { person in
            person.keys.contains { $0.use == .encryption && $0.life.state(at: moment).isAccepted }
        }
    }
}
