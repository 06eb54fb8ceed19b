internal import Envelope
internal import Schemas

extension RecipientChoice {
    private var title: String { profile.forms[request.message]?.title ?? request.message }

    /// Picks that no destination of the message has room for.
    var wrongChoices: [RoutingFinding] {
        let roles = destinations.filter { $0.recipient.choice == .sender }.flatMap(\.recipient.roles)
        return request.chosen.compactMap { oin in
            let party = directory.party(oin)
            if let party, roles.contains(party.role) { return nil }
            let sentence = party == nil ? "staat niet in het adresboek" : "kan dit bericht niet krijgen"
            return RoutingFinding(
                .choiceWrong, "\(title): de gekozen partij \(oin) \(sentence).", rule: ground,
                remedy: roles.isEmpty
                    ? "Kies niemand: de ontvanger ligt vast." : "Kies een partij met de rol \(titles(roles)).",
                party: oin)
        }
    }

    /// Fields that the copy for this destination must have.
    func incomplete(_ destination: RoutingTable.Destination) -> [RoutingFinding] {
        destination.recipient.onlyInThisCopy.filter { request.data.value(at: $0) == nil }.map { field in
            let titles = titles(destination.recipient.roles)
            return finding(
                .copyIncomplete, destination,
                "'\(label(field))' ontbreekt; het exemplaar voor de \(titles) heeft het nodig.",
                remedy: "Vul '\(label(field))' in; andere ontvangers krijgen het niet.", field)
        }
    }

    /// Parties that the message should go to by its history, but that left the directory.
    var goneFindings: [RoutingFinding] {
        var oins: [OIN] = []
        for destination in destinations {
            switch destination.recipient.choice {
            case .dossier: oins += request.dossier.map { [$0.opener].compactMap(\.self) + $0.addressed } ?? []
            case .originalRecipients: oins += request.original?.recipients ?? []
            case .originalSender: oins += request.original.map { [$0.sender] } ?? []
            case .fixed, .field, .sender, .all: continue
            }
        }
        var told: Set<OIN> = []
        return oins.filter { directory.party($0) == nil && told.insert($0).inserted }.map { oin in
            RoutingFinding(
                .partyGone, "\(title): partij \(oin) staat niet meer in het adresboek en krijgt niets.", rule: ground,
                remedy: "Neem zelf contact op als de partij het moet weten.", party: oin)
        }
    }

    var nobody: RoutingFinding {
        RoutingFinding(
            .nobody, "\(title): er is geen partij die dit bericht krijgt.", rule: ground,
            remedy: "Controleer het dossier en het adresboek.")
    }

    func refusal(
        _ code: RoutingCode, _ destination: RoutingTable.Destination, _ sentence: String, remedy: String,
        _ field: JSONPointer? = nil
    ) -> RoutingRefusal {
        RoutingRefusal(finding(code, destination, sentence, remedy: remedy, field))
    }

    private func finding(
        _ code: RoutingCode, _ destination: RoutingTable.Destination, _ sentence: String, remedy: String,
        _ field: JSONPointer?
    ) -> RoutingFinding {
        RoutingFinding(code, "\(title): \(sentence)", rule: destination.ground, remedy: remedy, pointer: field)
    }

    func label(_ field: JSONPointer) -> String {
        profile.forms[request.message]?.field(at: field)?.label ?? field.description
    }

    func titles(_ roles: [String]) -> String { Listing.oneOf(roles.map { profile.role($0)?.title ?? $0 }) }

    private var ground: String { destinations.first?.ground ?? profile.title }
}
