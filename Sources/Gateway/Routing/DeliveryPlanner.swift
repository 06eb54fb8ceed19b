internal import Envelope
internal import Schemas

/// Turns receiving parties into deliveries: to every active contactpersoon, and never to more than two.
struct DeliveryPlanner {
    let sender: Party
    let directory: Directory
    let now: UTCTime
    /// Fields of the message that stand in some copies only.
    let copyFields: Set<JSONPointer>

    func plan(_ parties: [ReceivingParty], gone: [RoutingFinding]) -> RoutingOutcome {
        var deliveries: [Delivery] = []
        var notices = gone
        for receiver in parties {
            do throws(RoutingRefusal) {
                let (addressees, missing) = try addressees(of: receiver)
                notices += missing
                deliveries.append(
                    Delivery(
                        party: receiver.party.oin, role: receiver.party.role, endpoint: receiver.party.endpoint,
                        suite: suite(receiver.party), addressees: addressees,
                        withheld: copyFields.subtracting(receiver.ownFields)))
            } catch {
                notices += error.findings
            }
        }
        return deliveries.isEmpty ? .refused(notices) : .deliveries(deliveries, notices: notices)
    }

    /// A partner that knows CBC only neither reads nor writes anything else.
    private func suite(_ receiver: Party) -> Suite {
        receiver.suite == .cbc || sender.suite == .cbc ? .cbc : .gcm
    }

    private func addressees(
        of receiver: ReceivingParty
    ) throws(RoutingRefusal) -> ([Delivery.Addressee], missing: [RoutingFinding]) {
        let party = receiver.party
        guard !directory.isSuspended(party.oin) else {
            throw refusal(
                .partySuspended, receiver, "is geschorst, omdat zijn gegevens in het adresboek een regel breken")
        }
        let people = party.activeContactpersonen(at: now)
        guard !party.isCrowded(at: now) else {
            throw refusal(
                .tooManyPeople, receiver, "heeft \(people.count) actieve contactpersonen; meer dan twee mag niet")
        }
        var found: [Delivery.Addressee] = []
        var missing: [RoutingFinding] = []
        for person in people where person.mail == party.allowances.oneCertificate ?? person.mail {
            if let addressee = addressee(person, party) {
                found.append(addressee)
            } else {
                missing.append(personWithoutKey(person, receiver))
            }
        }
        guard !found.isEmpty else {
            throw refusal(.partyWithoutKey, receiver, "heeft geen contactpersoon met een bruikbare sleutel")
        }
        return (found, missing)
    }

    private func personWithoutKey(_ person: Contactpersoon, _ receiver: ReceivingParty) -> RoutingFinding {
        RoutingFinding(
            .personWithoutKey,
            "\(receiver.party.name): contactpersoon \(person.name) heeft geen bruikbare sleutel en krijgt niets.",
            rule: receiver.ground, remedy: Self.remedy, party: receiver.party.oin)
    }

    private func addressee(_ person: Contactpersoon, _ party: Party) -> Delivery.Addressee? {
        let allowances = party.allowances
        guard let key = person.encryptionKey(suite(party), at: now),
            key.usable(at: now, dualUse: allowances.dualUse) != nil,
            let recipient = key.certificate.recipient(
                allowsRSA15: allowances.rsa15, allowsDualUse: allowances.dualUse)
        else { return nil }
        return Delivery.Addressee(name: person.name, mail: person.mail, recipient: recipient)
    }

    private static let remedy = "Vraag de partij en de beheerder van de regio om het adresboek te herstellen."

    private func refusal(_ code: RoutingCode, _ receiver: ReceivingParty, _ why: String) -> RoutingRefusal {
        RoutingRefusal(
            RoutingFinding(
                code, "\(receiver.party.name) \(why), en krijgt niets.", rule: receiver.ground, remedy: Self.remedy,
                party: receiver.party.oin))
    }
}
