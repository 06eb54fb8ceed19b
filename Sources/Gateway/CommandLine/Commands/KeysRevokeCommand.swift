internal import Envelope
internal import Schemas

/// `weerthuis keys revoke`: a lost or stolen key stops counting.
enum KeysRevokeCommand: Command {
    static let specification = CommandSpecification(
        "keys", "revoke",
        summary: "Revokes a contactpersoon's keys: in a draft (administrator), or asks for it (party).",
        options: [
            .value("contactpersoon", "MAIL", "whose keys"),
            .flag("node-key", "the node's own key, instead of a person's"),
            .value("use", "USE", "signing or encryption (default: both)"),
            .value("draft", "FILE", "administrator: the draft in which the keys are revoked"),
            .value("party", "DIGITS", "administrator: the party's OIN"), NodeDirectory.option, .json,
        ],
        details: """
            For the party: call the administrator first. This command stops the keys at your own node at once, and notes that the
            party asks for the revocation, so that the node adopts it. For the administrator: it writes the revocation into the
            draft; sign it, and publish it at once. From the moment that a node reads the edition, nothing is sealed to the keys or
            accepted from them, whenever it was signed; messages that wait are sealed anew to those who remain.
            """,
        example: "weerthuis keys revoke --contactpersoon m.postma@deterp.example --node /var/lib/weerthuis")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let isForNode = arguments.has("node-key")
        let mail = isForNode ? nil : try arguments.required("contactpersoon").lowercased()
        let who = mail ?? "the node"
        let uses = Set(try KeyDesk.uses(arguments))
        if let path = arguments.value("draft") {
            return try DraftEdit.run(path, try DraftEdit.party(arguments), arguments, on: console) {
                draft, party, now throws(DirectoryError) in
                let count = try draft.revoke(uses, holder: mail, of: party, at: now)
                return "\(count) keys of \(who) are revoked in the draft; sign and publish it at once"
            }
        }
        let desk = try KeyDesk(arguments, on: console)
        let all = try mail.map { (mail) throws(CommandError) in try desk.person(mail).keys } ?? desk.party.nodeKeys
        let keys = all.filter { uses.contains($0.use) && $0.life.revokedAt == nil }
        guard !keys.isEmpty else { throw .refused("\(who) has no such key") }
        try desk.revokeHere(keys, of: mail)
        let stopped = keys.map { key in
            (use: key.use.rawValue, name: (try? key.certificate.certificate())?.fingerprint.description ?? "?")
        }
        guard !arguments.has("json") else {
            let keys = stopped.map { ["use": .string($0.use), "fingerprint": .string($0.name)] as JSONTree }
            return try console.report(["holder": mail.map { .string($0) } ?? .null, "stopped": .array(keys)])
        }
        for key in stopped { try console.print("\(key.use)  \(key.name)") }
        console.note("this node uses these keys no longer; now call the administrator, who revokes them for everybody")
        return .success
    }
}

extension KeyDesk {
    /// Stops keys at this node, before the administrator's edition does for everybody.
    fileprivate func revokeHere(_ keys: [DirectoryKey], of mail: String?) throws(CommandError) {
        let certificates = keys.compactMap { try? $0.certificate.certificate() }
        let wishes = certificates.compactMap { try? $0.publicKey.fingerprint().bytes }.map {
            AskedChange.revocation(holder: mail, publicKey: $0)
        }
        try node.ask(wishes, by: actor, at: now)
        let notes = certificates.map {
            DirectoryNote(
                time: now, actor: actor,
                sentence: "this node stops the key \($0.auditName) of \(mail ?? "the node"): lost or stolen")
        }
        try node.change { memory in
            for key in keys { memory.revoked[key.certificate.encoded] = now }
            memory.note(notes)
        }
    }
}
