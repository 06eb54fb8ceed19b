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
        guard judgement.type.isAnswered, let type = snapshot.routing.profile.message(serving: .verdict),
            snapshot.routing.permits(type.name, from: arrival.own.role, to: arrival.sender.role),
            let letter = letter(type, arrival, judgement, snapshot.routing)
        else { return nil }
        do throws(SubmissionError) {
            return try composer.compose(answer: letter, to: arrival.sender, in: snapshot, at: moment)
        } catch {
            log.warning(
                "no-answer", ("message", .id(arrival.attributes.id)), ("party", .party(arrival.sender.oin)),
                ("codes", .codes(error.codes)))
            return nil
        }
    }

    private func letter(
        _ type: MessageType, _ arrival: Arrival, _ judgement: Judgement, _ routing: RoutingTable
    ) -> Letter? {
        guard let field = routing.originalField(of: type.name, from: arrival.own.role)?.field.tokens.first else {
            return nil
        }
        let verdict = Verdict(message: arrival.attributes.id, report: judgement.report)
        guard let data = try? JSONDocument(parsing: verdict.data(naming: field).encoded()).root else { return nil }
        return Letter(
            type: type, data: data, releasedBy: .node, dossier: arrival.attributes.subject, parties: nil, chosen: [],
            original: OriginalMessage(
                message: judgement.type.name, sender: arrival.sender.oin, recipients: [arrival.own.oin]))
    }
}
