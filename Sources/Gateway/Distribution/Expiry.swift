internal import Envelope

/// Something of a node that ends at a time that is known, with what to do about it. Doctor, health page, metrics and log all
/// go by it.
struct Expiry: Hashable, Sendable {
    enum Kind: String, CaseIterable, Hashable, Sendable {
        case person = "contactpersoon-key"
        case node = "node-key"
        case edition = "directory"
        case statement = "freshness"
        case list = "revocation-list"
        case server = "tls-server"
        case client = "tls-client"

        /// In English.
        var remedy: StaticString {
            switch self {
            case .person: "make a new one with weerthuis keys rotate --contactpersoon"
            case .node: "make a new one with weerthuis keys rotate --node-key"
            case .edition: "ask the administrator for the next edition"
            case .statement: "nothing is sent after that: check the sources and the network, or ask the administrator"
            case .list: "the administrator puts the authority's newest list into the next edition"
            case .server: "put a new certificate in its place; the node takes it over by itself"
            case .client: "put a new certificate in its place and start the node again"
            }
        }
    }

    /// A statement is made anew many times a day: only an old one is worth a word. In seconds.
    private static let statementAge: Int64 = 12 * 3_600

    let kind: Kind
    let english: String
    let dutch: String
    let end: UTCTime

    /// Nil while there is time.
    func warning(at now: UTCTime) -> ExpiryWarning? {
        let left = end.secondsSinceEpoch - now.secondsSinceEpoch
        guard kind != .statement || left <= Self.statementAge else { return nil }
        return ExpiryWarning(english, until: end, now)
    }

    /// In English, with the remedy; nil while there is time. The same between two steps.
    func sentence(at now: UTCTime) -> String? { warning(at: now).map { "\($0.sentence); \(remedy)" } }

    private var remedy: StaticString { kind.remedy }

    var dutchRemedy: String {
        switch kind {
        case .person: "vraag een nieuwe aan met weerthuis keys rotate --contactpersoon"
        case .node: "vraag een nieuwe aan met weerthuis keys rotate --node-key"
        case .edition: "vraag de regiobeheerder om de volgende uitgave"
        case .statement: "daarna wordt niets verzonden: controleer de verbinding, of vraag de regiobeheerder"
        case .list: "de regiobeheerder zet de nieuwste lijst in de volgende uitgave"
        case .server: "zet een nieuw certificaat op dezelfde plaats; het knooppunt neemt het zelf over"
        case .client: "zet een nieuw certificaat op dezelfde plaats en start het knooppunt opnieuw"
        }
    }
}

extension Expiry {
    /// What ends of an edition and of one party's keys. A key with a successor may end.
    static func all(of own: OIN?, in snapshot: DirectorySnapshot, at now: UTCTime) -> [Expiry] {
        let header = snapshot.directory.header
        var all = [
            Expiry(
                kind: .edition, english: "edition \(header.sequence) of the directory",
                dutch: "uitgave \(header.sequence) van het adresboek", end: header.validUntil)
        ]
        if let confirmed = snapshot.confirmed {
            let age = FreshnessStatement.longestAge + DirectoryAdmission.clockDifference
            all.append(
                Expiry(
                    kind: .statement, english: "the last confirmation of the directory",
                    dutch: "de laatste bevestiging van het adresboek", end: confirmed.adding(seconds: age)))
        }
        if let end = snapshot.listsEnd {
            all.append(
                Expiry(
                    kind: .list, english: "a revocation list in the directory",
                    dutch: "een intrekkingslijst in het adresboek",
                    end: end))
        }
        return all + keys(of: own.flatMap { snapshot.directory.party($0) }, at: now)
    }

    static func keys(of party: Party?, at now: UTCTime) -> [Expiry] {
        (party?.holders ?? []).compactMap { holder, key in
            guard key.life.state(at: now) == .active, key.life.retiringFrom == nil,
                let end = (try? key.certificate.certificate())?.validity.notAfter
            else { return nil }
            return Expiry(
                kind: holder == nil ? .node : .person,
                english: "the certificate of the \(key.use.rawValue) key of \(holder ?? "the node")",
                dutch: "het certificaat van de \(key.use.dutch) van \(holder ?? "het knooppunt")", end: end)
        }
    }
}

extension KeyUse {
    /// What a coordinator calls such a key.
    var dutch: String { self == .signing ? "ondertekensleutel" : "leessleutel" }
}
