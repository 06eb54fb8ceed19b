internal import Envelope
internal import Schemas

/// Writes the node's own answer to a message, in the way of every other message that leaves.
struct ReplyDesk: Sendable {
    let composer: Composer
    let log: NodeLog

    /// - Returns: nil for a message that is never answered, or whose sender is not to be answered.
    func reply(
        to arrival: Arrival, _ judgement: Judgement, in snapshot: DirectorySnapshot, at moment: Moment
    ) -> Composition? {
        let verdict = verdict(on: arrival, judgement, in: snapshot, at: moment)
        guard let notice = notice(of: arrival, judgement, in: snapshot, at: moment) else { return verdict }
        return verdict?.joined(with: notice) ?? notice
    }

    private func verdict(
        on arrival: Arrival, _ judgement: Judgement, in snapshot: DirectorySnapshot, at moment: Moment
    ) -> Composition? {
        guard judgement.type.isAnswered, let type = snapshot.routing.profile.message(serving: .verdict) else {
            return nil
        }
        return compose(type, arrival, judgement, snapshot, moment) { field in
            Verdict(message: arrival.attributes.id, report: judgement.report).data(naming: field)
        }
    }

    /// A request for keys is told to every contactpersoon of the party, so that nobody who has one key can renew himself unseen.
    private func notice(
        of arrival: Arrival, _ judgement: Judgement, in snapshot: DirectorySnapshot, at moment: Moment
    ) -> Composition? {
        guard judgement.type.service == .keyRequest, judgement.state == .accepted,
            let type = snapshot.routing.profile.message(serving: .keyNotice),
            let request = Sleutelaanvraag(arrival.message.data),
            let signer = snapshot.directory.signer(arrival.signature.signer.certificate.encoded)?.contactpersoon
        else { return nil }
        let notice = Sleutelbericht(
            request: request, message: arrival.attributes.id, signers: [signer.mail],
            state: .asked(earliest: moment.now.adding(seconds: snapshot.routing.profile.keyTerms.wait)),
            administrator: arrival.own)
        return compose(type, arrival, judgement, snapshot, moment) { try? notice.data(naming: $0) }
    }

    private func compose(
        _ type: MessageType, _ arrival: Arrival, _ judgement: Judgement, _ snapshot: DirectorySnapshot,
        _ moment: Moment, _ data: (String) -> JSONTree?
    ) -> Composition? {
        guard snapshot.routing.permits(type.name, from: arrival.own.role, to: arrival.sender.role),
            let field = snapshot.routing.originalField(of: type.name, from: arrival.own.role)?.field.tokens.first,
            let bytes = data(field)?.encoded(), let data = try? JSONDocument(parsing: bytes).root
        else { return nil }
        let letter = Letter(
            type: type, data: data, releasedBy: .node, dossier: arrival.attributes.subject, parties: nil, chosen: [],
            original: OriginalMessage(
                message: judgement.type.name, sender: arrival.sender.oin, recipients: [arrival.own.oin]))
        do throws(SubmissionError) {
            return try composer.compose(answer: letter, to: arrival.sender, in: snapshot, at: moment)
        } catch {
            log.warning(
                "no-answer", ("message", .id(arrival.attributes.id)), ("party", .party(arrival.sender.oin)),
                ("codes", .codes(error.codes)))
            return nil
        }
    }
}
