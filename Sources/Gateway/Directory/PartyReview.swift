internal import Envelope
internal import Schemas

/// Checks one party against the rules that need no certificate to be parsed.
struct PartyReview {
    let party: Party
    let place: JSONPointer
    let header: DirectoryHeader
    let profile: Profile
    /// All codes of the profile's code lists.
    let codes: Set<String>

    /// How long a replaced key is still accepted: two weeks at least (docs/wire.md, rotation), a quarter at most, so
    /// that nobody stays a third contactpersoon by retiring slowly.
    static let overlapDays: ClosedRange<Int64> = 14...92

    var problems: [DirectoryProblem] {
        roleProblems + codeProblems + allowanceProblems + nodeProblems + peopleProblems
    }

    private func problem(_ rule: DirectoryRule, _ place: JSONPointer, _ sentence: String) -> DirectoryProblem {
        DirectoryProblem(rule: rule, place: place, party: party.oin, sentence: sentence)
    }

    private var roleProblems: [DirectoryProblem] {
        let people = place.appending("contactpersonen")
        guard let role = profile.role(party.role) else {
            let names = profile.roles.map(\.name).joined(separator: ", ")
            return [problem(.unknownRole, place.appending("role"), "the profile knows \(names)")]
        }
        let most = mostActive
        let limit = min(role.contacts.most, Party.mostContactpersonen)
        if most > limit {
            return [
                problem(
                    .tooManyContactpersonen, people,
                    "\(most) are active at one moment and \(limit) are allowed; retire the keys of one")
            ]
        }
        let now = party.activeContactpersonen(at: header.issued).count
        if now < role.contacts.least {
            return [problem(.tooFewContactpersonen, people, "\(now) active, at least \(role.contacts.least) required")]
        }
        guard now < role.contacts.advised else { return [] }
        if let end = party.vacancyUntil, end < header.issued {
            return [
                problem(.vacancyOver, people, "\(now) active, and a successor was due by \(end); appoint one")
            ]
        }
        return [
            problem(.fewContactpersonen, people, "\(now) active, \(role.contacts.advised) are advised; appoint one")
        ]
    }

    /// The most people who are active at one moment while the edition is valid. The number can only rise when a key
    /// becomes active.
    private var mostActive: Int {
        let starts = party.contactpersonen.flatMap(\.keys).map(\.life.activeFrom)
        let moments = [header.issued] + starts.filter { $0 > header.issued && $0 <= header.validUntil }
        return moments.map { party.activeContactpersonen(at: $0).count }.max() ?? 0
    }

    private var codeProblems: [DirectoryProblem] {
        party.codes.enumerated().filter { !codes.contains($1) }.map { index, _ in
            problem(
                .unknownCode, place.appending("codes").appending(index), "no code list of the profile has this code")
        }
    }

    private var allowanceProblems: [DirectoryProblem] {
        let place = place.appending("allowances")
        guard party.suite == .cbc || party.allowances == .none else {
            return [problem(.allowances, place, "allowances are for suite cbc only; remove them or change the suite")]
        }
        guard let mail = party.allowances.oneCertificate,
            party.contactpersoon(mail: mail)?.isActive(at: header.issued) != true
        else { return [] }
        return [
            problem(.oneCertificate, place.appending("oneCertificate"), "name an active contactpersoon of this party")
        ]
    }

    private var nodeProblems: [DirectoryProblem] {
        let place = place.appending("nodeKeys")
        let overlaps = overlapProblems(party.nodeKeys, place)
        guard !party.nodeKeys.contains(where: { isOfUse($0) }) else { return overlaps }
        // A product with one certificate signs its receipts with that of its contactpersoon.
        guard case .https = party.endpoint, party.allowances.oneCertificate == nil else { return overlaps }
        return overlaps + [problem(.nodeKeyMissing, place, "a node needs a signing key for its receipts; add one")]
    }

    private var peopleProblems: [DirectoryProblem] {
        party.contactpersonen.enumerated().flatMap { index, person in
            let place = place.appending("contactpersonen").appending(index).appending("keys")
            return keyProblems(person, place) + overlapProblems(person.keys, place)
        }
    }

    private func keyProblems(_ person: Contactpersoon, _ place: JSONPointer) -> [DirectoryProblem] {
        var problems: [DirectoryProblem] = []
        let keys = person.keys
        for (index, key) in keys.enumerated() {
            let place = place.appending(index)
            let others = keys[..<index].filter { $0.use == key.use && (key.use == .signing || $0.suite == key.suite) }
            if others.contains(where: { $0.life.isActiveTogether(with: key.life) }) {
                problems.append(problem(.twoActiveKeys, place, "give the older key the date when it starts retiring"))
            }
            if !party.allowances.dualUse, keys[..<index].contains(where: { $0.certificate == key.certificate }) {
                problems.append(problem(.dualUse, place, "use two certificates, or allow dualUse to this party"))
            }
        }
        guard person.isActive(at: header.issued) else { return problems }
        for use in KeyUse.allCases where !keys.contains(where: { $0.use == use && isOfUse($0) }) {
            problems.append(problem(.keyMissing, place, "\(person.mail) has no key for \(use.rawValue); add one"))
        }
        return problems
    }

    private func isOfUse(_ key: DirectoryKey) -> Bool {
        [.active, .next].contains(key.life.state(at: header.issued))
    }

    private func overlapProblems(_ keys: [DirectoryKey], _ place: JSONPointer) -> [DirectoryProblem] {
        keys.enumerated().compactMap { index, key in
            guard key.life.revokedAt == nil, let retiring = key.life.retiringFrom, let gone = key.life.goneFrom else {
                return nil
            }
            let seconds = gone.secondsSinceEpoch - retiring.secondsSinceEpoch
            let allowed = Self.overlapDays.lowerBound * 86_400...Self.overlapDays.upperBound * 86_400
            guard !allowed.contains(seconds) else { return nil }
            let days = "\(Self.overlapDays.lowerBound) to \(Self.overlapDays.upperBound) days"
            return problem(.overlap, place.appending(index), "a key is gone \(days) after it starts retiring")
        }
    }
}
