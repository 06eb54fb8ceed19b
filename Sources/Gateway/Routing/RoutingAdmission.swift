internal import Envelope
internal import Schemas

/// May this party send this message at all, and in this dossier?
struct RoutingAdmission {
    let request: RoutingRequest
    let directory: Directory
    let table: RoutingTable
    let now: UTCTime

    static let directoryRule = "Regel van het adresboek"

    private var profile: Profile { table.profile }

    private var title: String { profile.forms[request.message]?.title ?? request.message }

    func sender() throws(RoutingRefusal) -> Party {
        try Self.sender(request.sender, in: directory, at: now)
    }

    /// The party, if it may send anything at all.
    static func sender(
        _ oin: OIN, in directory: Directory, at now: UTCTime
    ) throws(RoutingRefusal) -> Party {
        guard now <= directory.header.validUntil else {
            throw refusal(
                .directoryExpired, "Het adresboek is verlopen; zolang wordt er niets verstuurd.",
                remedy: "Haal de nieuwste uitgave op, of vraag de beheerder van de regio erom.")
        }
        guard let sender = directory.party(oin) else {
            throw refusal(
                .senderUnknown, "De afzender staat niet in het adresboek.",
                remedy: "Vraag de beheerder van de regio om de partij op te nemen.")
        }
        guard !directory.isSuspended(sender.oin), !sender.isCrowded(at: now) else {
            throw refusal(
                .senderSuspended, "De afzender is geschorst, omdat de gegevens in het adresboek een regel breken.",
                remedy: "Vraag de beheerder van de regio om het adresboek te herstellen.")
        }
        return sender
    }

    /// The destinations whose condition holds, after every check of the sender.
    func destinations(for sender: Party) throws(RoutingRefusal) -> [RoutingTable.Destination] {
        guard let type = profile.message(request.message) else {
            throw refusal(
                .unknownType, "Het profiel \(profile.name) kent deze berichtsoort niet.", rule: profile.title,
                remedy: "Kies een van de berichtsoorten van het profiel.")
        }
        let all = table.destinations(of: request.message, from: sender.role)
        guard let ground = all.first?.ground else { throw senderRole(sender) }
        let isAboutOriginal = try checkOriginal(all, sender, ground)
        if !isAboutOriginal { try checkDossier(type, sender, ground) }
        return all.filter { $0.recipient.condition?.holds(for: request.data) ?? true }
    }

    private func senderRole(_ sender: Party) -> RoutingRefusal {
        let routes = profile.routes.filter { $0.messages.contains(request.message) }
        let roles = Listing.oneOf(routes.flatMap(\.senders).map(roleTitle))
        return refusal(
            .senderRole, "\(title): een partij met de rol \(roleTitle(sender.role)) mag dit bericht niet sturen.",
            rule: routes.map(\.ground).first ?? profile.title, remedy: "Laat het sturen door: \(roles).")
    }

    private func checkDossier(_ type: MessageType, _ sender: Party, _ ground: String) throws(RoutingRefusal) {
        switch (type.dossier, request.dossier) {
        case (.none, _), (.opens, nil), (.optional, nil): return
        case (.within, nil):
            throw refusal(
                .dossierUnknown, "\(title): dit dossier bestaat nog niet.", rule: ground,
                remedy: "Open het dossier eerst, of controleer het dossiernummer.")
        case (.opens, let dossier?):
            guard dossier.opener != sender.oin else { return }
            throw refusal(
                .dossierTaken, "\(title): dit dossier is door een andere partij geopend.", rule: ground,
                remedy: "Gebruik een nieuw dossiernummer.")
        case (.within, let dossier?), (.optional, let dossier?):
            guard !dossier.maySpeak(sender.oin, role: sender.role, by: profile.dossier) else { return }
            throw refusal(
                .dossierForeign, "\(title): de afzender heeft het dossier niet geopend en is er niet in aangeschreven.",
                rule: ground, remedy: "Controleer het dossiernummer, of laat een partij van het dossier het sturen.")
        }
    }

    /// - Returns: whether the message is about an earlier one, which then decides instead of the dossier.
    private func checkOriginal(
        _ destinations: [RoutingTable.Destination], _ sender: Party, _ ground: String
    ) throws(RoutingRefusal) -> Bool {
        for destination in destinations {
            switch destination.recipient.choice {
            case .originalRecipients(let field):
                let original = try original(field, ground)
                guard original.sender == sender.oin else {
                    throw foreign(field, ground, "niet door de afzender gestuurd")
                }
                return true
            case .originalSender(let field):
                let original = try original(field, ground)
                guard original.recipients.contains(sender.oin) else {
                    throw foreign(field, ground, "niet aan de afzender gericht")
                }
                guard profile.message(original.message)?.isAnswered == true else {
                    throw refusal(
                        .neverAnswered, "\(title): op een antwoord of ontvangstbericht volgt geen antwoord.",
                        rule: ground, remedy: "Er hoeft niets te gebeuren.", pointer: field)
                }
                return true
            case .fixed, .field, .sender, .all, .dossier: continue
            }
        }
        return false
    }

    private func original(_ field: JSONPointer, _ ground: String) throws(RoutingRefusal) -> OriginalMessage {
        guard let original = request.original else {
            throw refusal(
                .originalUnknown, "\(title): het bericht waar dit over gaat, is hier niet bekend.", rule: ground,
                remedy: "Controleer het nummer van het bericht.", pointer: field)
        }
        return original
    }

    private func foreign(_ field: JSONPointer, _ ground: String, _ why: String) -> RoutingRefusal {
        refusal(
            .originalForeign, "\(title): het bericht waar dit over gaat, is \(why).", rule: ground,
            remedy: "Controleer het nummer van het bericht.", pointer: field)
    }

    private func roleTitle(_ role: String) -> String { profile.role(role)?.title ?? role }

    private func refusal(
        _ code: RoutingCode, _ sentence: String, rule: String = directoryRule, remedy: String,
        pointer: JSONPointer? = nil
    ) -> RoutingRefusal {
        Self.refusal(code, sentence, rule: rule, remedy: remedy, pointer: pointer)
    }

    private static func refusal(
        _ code: RoutingCode, _ sentence: String, rule: String = directoryRule, remedy: String,
        pointer: JSONPointer? = nil
    ) -> RoutingRefusal {
        RoutingRefusal(RoutingFinding(code, sentence, rule: rule, remedy: remedy, pointer: pointer))
    }
}
