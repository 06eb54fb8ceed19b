internal import Envelope
internal import Schemas

/// Chooses the parties that get a message, each once.
struct RecipientChoice {
    let request: RoutingRequest
    let sender: Party
    let directory: Directory
    let profile: Profile
    let destinations: [RoutingTable.Destination]

    private typealias Destination = RoutingTable.Destination

    /// - Throws: every reason why somebody who must get the message can't be determined.
    func parties() throws(RoutingRefusal) -> [ReceivingParty] {
        var chosen: [ReceivingParty] = []
        var findings = wrongChoices
        for destination in destinations {
            do throws(RoutingRefusal) {
                let parties = try parties(of: destination).filter { $0.oin != sender.oin }
                if !parties.isEmpty { findings += incomplete(destination) }
                for party in parties { Self.add(party, destination, to: &chosen) }
            } catch {
                findings += error.findings
            }
        }
        guard findings.isEmpty else { throw RoutingRefusal(findings) }
        guard !chosen.isEmpty else { throw RoutingRefusal(goneFindings + [nobody]) }
        return chosen
    }

    private static func add(_ party: Party, _ destination: Destination, to chosen: inout [ReceivingParty]) {
        let fields = Set(destination.recipient.onlyInThisCopy)
        if let index = chosen.firstIndex(where: { $0.party.oin == party.oin }) {
            chosen[index].ownFields.formUnion(fields)
        } else {
            chosen.append(ReceivingParty(party: party, ownFields: fields, ground: destination.ground))
        }
    }

    private func parties(of destination: Destination) throws(RoutingRefusal) -> [Party] {
        let recipient = destination.recipient
        switch recipient.choice {
        case .fixed: return [try fixed(destination)]
        case .field(let field): return [try byCode(field, destination)]
        case .sender: return [try picked(destination)]
        case .all: return recipient.roles.flatMap { directory.parties(role: $0) }
        case .dossier: return dossierParties(recipient.roles)
        case .originalRecipients: return known(request.original?.recipients ?? [], recipient.roles)
        case .originalSender: return known((request.original?.sender).map { [$0] } ?? [], recipient.roles)
        }
    }

    private func fixed(_ destination: Destination) throws(RoutingRefusal) -> Party {
        let roles = destination.recipient.roles
        let parties = roles.flatMap { directory.parties(role: $0) }
        guard parties.count == 1 else {
            throw refusal(
                parties.isEmpty ? .roleWithoutParty : .roleAmbiguous, destination,
                "in het adresboek staan \(parties.count) partijen met de rol \(titles(roles)); het moet er precies één zijn.",
                remedy: "Vraag de beheerder van de regio om het adresboek te herstellen.")
        }
        return parties[0]
    }

    private func byCode(_ field: JSONPointer, _ destination: Destination) throws(RoutingRefusal) -> Party {
        let roles = destination.recipient.roles
        guard let code = request.data.value(at: field)?.string else {
            throw refusal(
                .codeMissing, destination,
                "'\(label(field))' bepaalt de ontvanger (\(titles(roles))), maar is niet ingevuld.",
                remedy: "Vul '\(label(field))' in.", field)
        }
        guard let party = roles.compactMap({ directory.party(role: $0, code: code) }).first else {
            throw refusal(
                .codeWithoutParty, destination,
                "bij de code in '\(label(field))' staat geen partij met de rol \(titles(roles)) in het adresboek.",
                remedy: "Controleer de code; klopt die, vraag dan de beheerder van de regio om de partij op te nemen.",
                field)
        }
        return party
    }

    private func picked(_ destination: Destination) throws(RoutingRefusal) -> Party {
        let parties = known(request.chosen, destination.recipient.roles)
        let titles = titles(destination.recipient.roles)
        guard let party = parties.first else {
            throw refusal(
                .choiceMissing, destination, "er is geen ontvanger met de rol \(titles) gekozen.",
                remedy: "Kies één partij met de rol \(titles).")
        }
        guard parties.count == 1 else {
            throw refusal(
                .choiceTooMany, destination, "er zijn \(parties.count) ontvangers met de rol \(titles) gekozen.",
                remedy: "Kies er één; stuur een eigen bericht aan elke andere.")
        }
        return party
    }

    /// The opener, those who were addressed, and the only party of a role that may always speak.
    private func dossierParties(_ roles: [String]) -> [Party] {
        guard let dossier = request.dossier else { return [] }
        let always = profile.dossier.alwaysSpeak.flatMap { directory.parties(role: $0) }
        return known([dossier.opener].compactMap(\.self) + dossier.addressed + always.map(\.oin), roles)
    }

    private func known(_ oins: [OIN], _ roles: [String]) -> [Party] {
        var parties: [Party] = []
        for oin in oins where !parties.contains(where: { $0.oin == oin }) {
            if let party = directory.party(oin), roles.contains(party.role) { parties.append(party) }
        }
        return parties
    }
}
