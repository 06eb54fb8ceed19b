internal import Envelope
internal import Schemas

/// Takes messages in for delivery: check, route, compose, and one transaction.
struct Outbound: Sendable {
    let composer: Composer
    let store: Store
    let directory: any DirectorySource
    let clock: NodeClock
    /// Called after something was stored for delivery.
    var onStored: @Sendable () -> Void = {}
    /// Nil beside the node: what is stored then waits for the node's claim.
    var starter: (any DeliveryStarter)?

    /// Stores a message for delivery to everybody who gets it.
    ///
    /// - Throws: ``SubmissionError`` with every code, rule and remedy; nothing was stored then.
    func submit(_ submission: Submission) async throws(SubmissionError) -> SubmissionReport {
        let snapshot = directory.current
        let moment = clock.moment
        let letter = try letter(submission, snapshot, moment)
        let composition = try composer.compose(letter, in: snapshot, at: moment)
        let start = starter?.reserve(composition.deliveries.map(\.recipient)) ?? .none
        do throws(StoreError) {
            try await store.submit(
                composition.deliveries, dossier: composition.change, audit: composition.audit, start: start)
        } catch {
            starter?.begin(start, stored: 0)
            throw .store(error)
        }
        starter?.begin(start, stored: composition.deliveries.count)
        onStored()
        return composition.report
    }

    /// The message with its place: its type, its dossier, and the message that it is about.
    private func letter(
        _ submission: Submission, _ snapshot: DirectorySnapshot, _ moment: Moment
    ) throws(SubmissionError) -> Letter {
        let profile = snapshot.routing.profile
        try check(submission, profile, moment)
        guard let type = profile.message(submission.type),
            let data = Self.form(in: submission.data.revealed)
        else { throw .misuse(.typeUnknown(submission.type, suggestion: nil)) }
        let role = snapshot.directory.party(composer.own)?.role ?? ""
        let original = try original(submission, data, snapshot.routing, role)
        let dossier = submission.dossier ?? original?.dossier ?? UniqueID(random: moment.random())
        let isKnown = submission.dossier != nil || original != nil
        let record: DossierRecord?
        do throws(StoreError) { record = isKnown ? try store.parties(of: dossier) : nil } catch { throw .store(error) }
        if type.dossier == .optional, submission.dossier != nil, record == nil, original == nil {
            throw .routing([unknownDossier(profile.forms[type.name]?.title ?? type.name)])
        }
        return Letter(
            type: type, data: data, releasedBy: submission.releasedBy, dossier: dossier,
            parties: record.map { DossierParties(opener: $0.opener, addressed: $0.addressed) },
            chosen: submission.chosen, original: original?.message)
    }

    /// The form's data; also when it stands in a whole message, whose other attributes are made anew.
    private static func form(in bytes: [UInt8]) -> JSONValue? {
        guard let root = try? JSONDocument(parsing: bytes).root else { return nil }
        return root["specversion"] == nil ? root : root["data"]
    }

    private func check(_ submission: Submission, _ profile: Profile, _ moment: Moment) throws(SubmissionError) {
        let report: CheckReport
        do throws(CheckMisuse) {
            report = try profile.check(
                bytes: submission.data.revealed, type: submission.type, copy: .filledIn, today: moment.today)
        } catch {
            throw .misuse(error)
        }
        guard report.isValid else { throw .form(report) }
    }

    /// The earlier message that the form names, when its route goes by that.
    private func original(
        _ submission: Submission, _ data: JSONValue, _ routing: RoutingTable, _ role: String
    ) throws(SubmissionError) -> (message: OriginalMessage, dossier: UniqueID)? {
        guard let (field, isAnswer) = routing.originalField(of: submission.type, from: role),
            let id = data.value(at: field)?.string.flatMap({ UniqueID($0) })
        else { return nil }
        let filter = MessageFilter(direction: isAnswer ? .inbound : .outbound, message: id)
        let found: [MessageSummary]
        do throws(StoreError) { found = try all(filter) } catch { throw .store(error) }
        let candidates = found.filter { submission.answeredParty == nil || $0.id.partner == submission.answeredParty }
        guard let first = candidates.first, !isAnswer || candidates.count == 1 else { return nil }
        let partners = candidates.map(\.id.partner)
        let message = OriginalMessage(
            message: first.type, sender: isAnswer ? first.id.partner : composer.own,
            recipients: isAnswer ? [composer.own] : partners.reversed())
        return (message, first.dossier)
    }

    /// A message may have gone to more parties than a page of the list holds.
    private func all(_ filter: MessageFilter) throws(StoreError) -> [MessageSummary] {
        var page = MessagePage(limit: MessagePage.limits.upperBound)
        var found: [MessageSummary] = []
        while true {
            let list = try store.messages(filter, page: page)
            found += list.messages
            guard let next = list.next else { return found }
            page = MessagePage(before: next, limit: page.limit)
        }
    }

    private func unknownDossier(_ title: String) -> RoutingFinding {
        RoutingFinding(
            .dossierUnknown, "\(title): dit dossier is hier niet bekend.", rule: "Wie in een dossier mag spreken",
            remedy: "Controleer het dossiernummer, of laat het weg.")
    }
}
