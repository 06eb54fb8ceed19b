internal import Envelope
internal import Schemas

/// Makes messages: who gets one, in which copy, and the document itself. Pure: what people send and what the node answers
/// by itself are made in the same way.
struct Composer: Sendable {
    let source: MessageSource

    var own: OIN { source.party }

    /// - Throws: `routing` with the findings, or `message`.
    func compose(
        _ letter: Letter, in snapshot: DirectorySnapshot, at moment: Moment
    ) throws(SubmissionError) -> Composition {
        try checkReleaser(letter, snapshot, moment.now)
        let request = RoutingRequest(
            message: letter.type.name, data: letter.data, sender: own, chosen: letter.chosen, dossier: letter.parties,
            original: letter.original)
        switch snapshot.routing.route(request, in: snapshot.directory, at: moment.now) {
        case .refused(let findings): throw .routing(findings)
        case .deliveries(let deliveries, let notices):
            let copies = deliveries.map { copy(letter, $0, snapshot.directory) }
            return try composition(letter, copies, notices, snapshot, moment)
        }
    }

    /// The node's own answer, to the sender of a message. Who that is needs no choice, so it is made also when that party can
    /// open nothing at this moment: it waits until it can be sealed.
    func compose(
        answer letter: Letter, to party: Party, in snapshot: DirectorySnapshot, at moment: Moment
    ) throws(SubmissionError) -> Composition {
        let receiver = SubmissionReport.Receiver(party: party.oin, name: party.name, role: party.role, people: [])
        return try composition(letter, [Copy(receiver: receiver, data: letter.data.encoded())], [], snapshot, moment)
    }

    private struct Copy {
        let receiver: SubmissionReport.Receiver
        /// On one line.
        let data: [UInt8]
    }

    private func copy(_ letter: Letter, _ delivery: Delivery, _ directory: Directory) -> Copy {
        let receiver = SubmissionReport.Receiver(
            party: delivery.party, name: directory.party(delivery.party)?.name ?? "", role: delivery.role,
            people: delivery.addressees.map(\.name))
        return Copy(receiver: receiver, data: delivery.encodedCopy(of: letter.data))
    }

    private func composition(
        _ letter: Letter, _ copies: [Copy], _ notices: [RoutingFinding], _ snapshot: DirectorySnapshot,
        _ moment: Moment
    ) throws(SubmissionError) -> Composition {
        let id = UniqueID(milliseconds: moment.milliseconds, random: moment.random())
        var stored: [NewDelivery] = []
        for copy in copies {
            stored.append(
                NewDelivery(
                    id: id, recipient: copy.receiver.party, dossier: letter.dossier, type: letter.type.name,
                    content: try document(letter, id, copy, snapshot, moment.now),
                    releasedBy: letter.releasedBy.name, created: moment.now))
        }
        let receivers = copies.map(\.receiver)
        return Composition(
            deliveries: stored, change: change(letter, receivers.map(\.party)),
            audit: receivers.map { record(letter, id, to: $0.party, moment.now) },
            report: SubmissionReport(message: id, dossier: letter.dossier, receivers: receivers, notices: notices))
    }

    private func document(
        _ letter: Letter, _ id: UniqueID, _ copy: Copy, _ snapshot: DirectorySnapshot, _ now: UTCTime
    ) throws(SubmissionError) -> [UInt8] {
        guard let name = MessageName(letter.type.name), let form = snapshot.routing.profile.forms[letter.type.name]
        else { throw .message("het profiel heeft geen formulier voor deze berichtsoort") }
        let attributes = MessageAttributes(
            id: id, source: source, name: name, subject: letter.dossier, time: now, dataSchema: form.schemaURI,
            recipient: copy.receiver.party, directory: snapshot.edition)
        do throws(MessageError) {
            return try attributes.encoded(with: copy.data)
        } catch {
            throw .message("\(error)")
        }
    }

    /// A message within a dossier gives its recipients a place in it; an answer or correction has no such effect.
    private func change(_ letter: Letter, _ addressed: [OIN]) -> DossierChange? {
        switch letter.type.dossier {
        case .opens: return DossierChange(dossier: letter.dossier, opener: own, addressed: addressed)
        case .within: return DossierChange(dossier: letter.dossier, addressed: addressed)
        case .optional:
            guard letter.parties != nil, letter.original == nil else { return nil }
            return DossierChange(dossier: letter.dossier, addressed: addressed)
        case .none: return nil
        }
    }

    private func record(_ letter: Letter, _ id: UniqueID, to party: OIN, _ now: UTCTime) -> AuditRecord {
        AuditRecord(
            time: now, actor: letter.releasedBy.name, action: .submit, party: party, message: id,
            dossier: letter.dossier, detail: letter.type.name)
    }

    /// A person's message is released by a contactpersoon of this party with a key that signs now; what the node says by
    /// itself, by the node.
    private func checkReleaser(
        _ letter: Letter, _ snapshot: DirectorySnapshot, _ now: UTCTime
    ) throws(SubmissionError) {
        switch (letter.type.signer, letter.releasedBy) {
        case (.node, .node): return
        case (.contact, .contactpersoon(let mail)):
            guard let person = snapshot.directory.party(own)?.contactpersoon(mail: mail),
                person.keys.contains(where: { $0.use == .signing && $0.life.state(at: now) == .active })
            else { throw .routing([unknownReleaser(letter)]) }
        case (.node, .contactpersoon), (.contact, .node):
            throw .routing([wrongReleaser(letter)])
        }
    }

    private func unknownReleaser(_ letter: Letter) -> RoutingFinding {
        RoutingFinding(
            .releaserUnknown,
            "Wie dit bericht vrijgeeft, is in het adresboek geen contactpersoon van deze partij met een actieve sleutel.",
            rule: "Afspraak 3g en 7d: berichten gaan via de vaste contactpersonen",
            remedy: "Laat een contactpersoon het vrijgeven; `weerthuis directory show` noemt ze.")
    }

    private func wrongReleaser(_ letter: Letter) -> RoutingFinding {
        let needsPerson = letter.type.signer == .contact
        return RoutingFinding(
            .signerKind,
            needsPerson
                ? "Dit bericht moet door een contactpersoon worden vrijgegeven."
                : "Dit bericht maakt het knooppunt zelf; niemand kan het met de hand versturen.",
            rule: "Een sleutel van een contactpersoon ondertekent alleen wat die persoon vrijgaf",
            remedy: needsPerson ? "Geef met --as aan wie het vrijgeeft." : "Er hoeft niets te gebeuren.")
    }
}
