internal import Envelope
internal import Schemas

/// Reads a party, its contactpersonen and keys (docs/directory.md, the document).
enum PartyReader {
    private static let partyMembers: Set<String> = [
        "oin", "name", "role", "codes", "kvk", "endpoint", "suite", "allowances", "nodeKeys", "contactpersonen",
        "vacancy",
    ]
    private static let keyMembers: Set<String> = [
        "use", "suite", "certificate", "active", "retiring", "gone", "revoked",
    ]

    static func party(_ value: JSONValue, at place: JSONPointer) throws(DirectoryError) -> Party {
        let node = try DirectoryNode(value, at: place, members: partyMembers)
        let suite: Suite = try node.choice("suite")
        let party = Party(
            oin: try node.text("oin", "an OIN of 20 digits") { OIN($0) }, name: try node.name("name"),
            role: try node.name("role"), codes: try codes(node),
            kvk: try node.optionalText("kvk", "a KvK number of 8 digits") { isKvK($0) ? $0 : nil },
            endpoint: try node.text("endpoint", "https://… or mailto:…") { Endpoint($0) },
            suite: suite, allowances: try allowances(node),
            nodeKeys: try keys(node, "nodeKeys", of: suite), contactpersonen: try contactpersonen(node, of: suite),
            vacancyUntil: try vacancy(node))
        if let index = party.nodeKeys.firstIndex(where: { $0.use != .signing }) {
            let place = place.appending("nodeKeys").appending(index).appending("use")
            throw DirectoryError(.contradiction, place, "a node only signs; give encryption keys to contactpersonen")
        }
        return party
    }

    private static func vacancy(_ node: DirectoryNode) throws(DirectoryError) -> UTCTime? {
        guard node.has("vacancy") else { return nil }
        return try DirectoryNode(node.member("vacancy"), at: node.place.appending("vacancy"), members: ["until"])
            .time("until")
    }

    private static func isKvK(_ text: String) -> Bool {
        text.utf8.count == 8 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func codes(_ node: DirectoryNode) throws(DirectoryError) -> [String] {
        var codes: [String] = []
        for (value, place) in try node.list("codes", atMost: DirectoryLimits.codes) {
            guard let code = value.string, (1...64).contains(code.utf8.count) else {
                throw DirectoryError(.value, place, "a code of 1 to 64 characters is expected")
            }
            codes.append(code)
        }
        return codes
    }

    private static func allowances(_ node: DirectoryNode) throws(DirectoryError) -> Allowances {
        guard node.has("allowances") else { return .none }
        let node = try DirectoryNode(
            node.member("allowances"), at: node.place.appending("allowances"),
            members: ["rsa15", "dualUse", "oneCertificate"])
        return Allowances(
            rsa15: try node.flag("rsa15"), dualUse: try node.flag("dualUse"),
            oneCertificate: try node.optionalText("oneCertificate", "a contactpersoon's mail address") {
                MailText.checked($0)
            })
    }

    private static func contactpersonen(
        _ node: DirectoryNode, of suite: Suite
    ) throws(DirectoryError) -> [Contactpersoon] {
        var people: [Contactpersoon] = []
        for (value, place) in try node.list("contactpersonen", atMost: DirectoryLimits.contactpersonen) {
            let node = try DirectoryNode(value, at: place, members: ["name", "mail", "keys"])
            let person = Contactpersoon(
                name: try node.name("name"), mail: try node.text("mail", "a mail address") { MailText.checked($0) },
                keys: try keys(node, "keys", of: suite))
            guard !people.contains(where: { $0.mail == person.mail }) else {
                throw node.error("mail", "another contactpersoon of this party has this address", .duplicate)
            }
            people.append(person)
        }
        return people
    }

    private static func keys(
        _ node: DirectoryNode, _ member: String, of suite: Suite
    ) throws(DirectoryError) -> [DirectoryKey] {
        var keys: [DirectoryKey] = []
        for (value, place) in try node.list(member, atMost: DirectoryLimits.keysPerHolder) {
            keys.append(try key(value, at: place, of: suite))
        }
        return keys
    }

    private static func key(
        _ value: JSONValue, at place: JSONPointer, of suite: Suite
    ) throws(DirectoryError) -> DirectoryKey {
        let node = try DirectoryNode(value, at: place, members: keyMembers)
        let use: KeyUse = try node.choice("use")
        guard use == .encryption || !node.has("suite") else {
            throw node.error("suite", "only an encryption key has a suite; remove it", .contradiction)
        }
        let life = KeyLife(
            activeFrom: try node.time("active"), retiringFrom: try node.optionalTime("retiring"),
            goneFrom: try node.optionalTime("gone"), revokedAt: try node.optionalTime("revoked"))
        guard let life else {
            throw DirectoryError(
                .contradiction, place,
                "active must be before retiring, retiring before gone, and gone goes with retiring")
        }
        return DirectoryKey(
            use: use, suite: node.has("suite") ? try node.choice("suite") : suite,
            certificate: try node.certificate("certificate"), life: life)
    }
}
