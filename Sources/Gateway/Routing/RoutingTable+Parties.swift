public import Envelope
internal import Schemas

extension RoutingTable {
    /// How a message to one party leaves now: its endpoint, suite and addressees. Whether it may go there was decided when
    /// it was submitted.
    ///
    /// - Returns: the delivery, or why nothing can be sealed for that party at this moment.
    public func delivery(
        from sender: OIN, to recipient: OIN, message: String, in directory: Directory, at now: UTCTime
    ) -> RoutingOutcome {
        do throws(RoutingRefusal) {
            let party = try RoutingAdmission.sender(sender, in: directory, at: now)
            guard let receiver = directory.party(recipient) else {
                throw RoutingRefusal(
                    RoutingFinding(
                        .partyGone, "Partij \(recipient) staat niet meer in het adresboek en krijgt niets.",
                        rule: RoutingAdmission.directoryRule,
                        remedy: "Neem zelf contact op als de partij het moet weten.", party: recipient))
            }
            let ground = destinations(of: message, from: party.role).first?.ground ?? profile.title
            let planner = DeliveryPlanner(sender: party, directory: directory, now: now, copyFields: [])
            return planner.plan([ReceivingParty(party: receiver, ownFields: [], ground: ground)], gone: [])
        } catch {
            return .refused(error.findings)
        }
    }

    /// The parties that a message goes to by its content and the directory alone: those of a role that a region has once,
    /// and those whose code stands in a field. Whoever gets one copy knows by this who else got one.
    func evidentRecipients(
        of message: String, from sender: Party, data: JSONValue, in directory: Directory
    ) -> [Party] {
        destinations(of: message, from: sender.role).flatMap { destination -> [Party] in
            let recipient = destination.recipient
            guard recipient.condition?.holds(for: data) ?? true else { return [] }
            switch recipient.choice {
            case .fixed: return recipient.roles.flatMap { directory.parties(role: $0) }
            case .field(let field):
                guard let code = data.value(at: field)?.string else { return [] }
                return recipient.roles.compactMap { directory.party(role: $0, code: code) }
            case .sender, .all, .dossier, .originalRecipients, .originalSender: return []
            }
        }
    }

    /// The field that names an earlier message, and who gets this one: its sender or its recipients.
    func originalField(of message: String, from role: String) -> (field: JSONPointer, isAnswer: Bool)? {
        for destination in destinations(of: message, from: role) {
            switch destination.recipient.choice {
            case .originalSender(let field): return (field, true)
            case .originalRecipients(let field): return (field, false)
            case .fixed, .field, .sender, .all, .dossier: continue
            }
        }
        return nil
    }
}
