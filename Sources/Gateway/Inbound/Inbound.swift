internal import Envelope
internal import Schemas

/// What arrives at the AS2 address: opened, checked, stored with its receipt and its answer in one transaction, and only then
/// answered.
struct Inbound: Sendable {
    let opening: OpeningDesk
    let receipts: ReceiptDesk
    let intake: ReceiptIntake
    let post: ReceiptPost
    let replies: ReplyDesk
    let store: Store
    let directory: any DirectorySource
    let clock: NodeClock
    let log: NodeLog
    let metrics: NodeMetrics
    let refusals: RecentRefusals
    let starter: any DeliveryStarter

    private var own: OIN { receipts.own }

    func receive(_ request: HTTPRequest) async -> HTTPResponse {
        guard let header = AS2Request(request) else { return unknownSender("as2-headers") }
        switch header.content {
        case .envelope: return await take(header, request.body)
        case .receipt(let contentType):
            switch await intake.take(header, contentType: contentType, body: request.body) {
            case .taken: return HTTPResponse(status: 200)
            case .unknown: return unknownSender("receipt")
            case .undecided: return Answers.unavailable
            }
        }
    }

    private func take(_ request: AS2Request, _ body: [UInt8]) async -> HTTPResponse {
        let snapshot = directory.current
        let moment = clock.moment
        guard moment.now <= snapshot.directory.header.validUntil else {
            return unavailableToAll("directory-expired", moment.now)
        }
        let partner = snapshot.directory.partner(request.from) ?? Partner(request.from)
        let opened: OpenedMessage
        do throws(OpenError) {
            opened = try opening.open(body, from: partner, to: request.to, in: snapshot, at: moment.now)
        } catch {
            return await refuse(error, request, snapshot, moment)
        }
        return await accept(opened, mic: opened.signed.signature.mic, request, snapshot, moment)
    }

    /// Takes a message that was opened, however it came.
    ///
    /// - Parameter mic: what its receipt returns.
    func accept(
        _ opened: OpenedMessage, mic: Digest, _ request: AS2Request, _ snapshot: DirectorySnapshot, _ moment: Moment
    ) async -> HTTPResponse {
        let attributes = opened.message.attributes
        if attributes.directory != snapshot.edition {
            directory.notice(attributes.directory, from: attributes.source.party)
        }
        guard let sender = snapshot.directory.party(attributes.source.party), let party = snapshot.directory.party(own)
        else { return unknownSender("source") }
        guard request.mayStand(for: attributes.id, of: sender.oin) else { return unknownSender("message-id") }
        let arrival = Arrival(
            message: opened.message, bytes: Sensitive(opened.bytes), evidence: Sensitive(opened.signed.evidence),
            signature: opened.signed.signature, mic: mic, sender: sender, own: party,
            keys: opening.trace(opened.signed, in: snapshot, at: moment.now))
        return await judge(arrival, request, snapshot, moment)
    }

    /// Judges a message from a known sender, and keeps it.
    func judge(
        _ arrival: Arrival, _ request: AS2Request, _ snapshot: DirectorySnapshot, _ moment: Moment
    ) async -> HTTPResponse {
        do throws(ArrivalRefusal) {
            try checkAnswer(request, arrival.sender)
            let judge = ArrivalJudge(arrival: arrival, snapshot: snapshot, store: store, today: moment.today)
            return try await keep(arrival, try judge.judge(), request, snapshot, moment)
        } catch {
            switch error {
            case .code(let code):
                if let answer = repeated(arrival, request, despite: code) { return answer }
                return await refuse(code, arrival, request, snapshot, moment)
            case .undecided(let error): return unavailable(error)
            }
        }
    }

    /// A receipt goes to the sender's address in the directory, or back the way the message came.
    private func checkAnswer(_ request: AS2Request, _ sender: Party) throws(ArrivalRefusal) {
        guard request.isAnswerPossible else { throw .code(.receiptForm) }
        guard case .asynchronous(let url) = request.answer else { return }
        guard case .https(let known) = sender.endpoint, known == url else { throw .code(.receiptAddress) }
    }

    private func keep(
        _ arrival: Arrival, _ judgement: Judgement, _ request: AS2Request, _ snapshot: DirectorySnapshot,
        _ moment: Moment
    ) async throws(ArrivalRefusal) -> HTTPResponse {
        let receipt: SignedReceipt
        do throws(ReceiptDesk.Problem) {
            receipt = try receipts.sign(
                .processed, for: request, mic: arrival.mic, in: snapshot, at: moment.now)
        } catch {
            return repeated(arrival, request) ?? noReceipt(error)
        }
        let reply = replies.reply(to: arrival, judgement, in: snapshot, at: moment)
        let answers = reply?.deliveries ?? []
        // A receipt that goes out by itself is to be there before the answer.
        let start = request.isAnsweredLater ? .none : starter.reserve(answers.map(\.recipient))
        let outcome: InboundOutcome
        do throws(StoreError) {
            outcome = try await store.receive(
                new(arrival, judgement, receipt, moment.now), dossier: judgement.change,
                replies: answers, steps: judgement.steps,
                audit: [record(arrival, judgement, moment.now)] + (reply?.audit ?? []), start: start)
            starter.begin(start, stored: outcome == .stored ? answers.count : 0)
        } catch {
            starter.begin(start, stored: 0)
            throw error.reason == .destroyed ? .code(.dossierDestroyed) : .undecided(error)
        }
        return try answer(outcome, arrival, judgement, receipt, request)
    }

    private func answer(
        _ outcome: InboundOutcome, _ arrival: Arrival, _ judgement: Judgement, _ receipt: SignedReceipt,
        _ request: AS2Request
    ) throws(ArrivalRefusal) -> HTTPResponse {
        switch outcome {
        case .stored:
            metrics.count(.received, judgement.state.rawValue)
            log.info(
                "received", ("message", .id(arrival.attributes.id)), ("party", .party(arrival.sender.oin)),
                ("type", .code(judgement.type.name)), ("state", .code(judgement.state.rawValue)))
            return respond(receipt, request)
        case .repeated(let bytes): return repeated(bytes, arrival, request)
        case .idReused: throw .code(.idReused)
        case .dossierTaken: throw .code(InboundCode(.dossierTaken))
        }
    }

    private func new(
        _ arrival: Arrival, _ judgement: Judgement, _ receipt: SignedReceipt, _ now: UTCTime
    ) -> NewInbound {
        NewInbound(
            messageID: arrival.attributes.id, source: arrival.sender.oin, recipient: own,
            dossier: arrival.attributes.subject, type: judgement.type.name, content: arrival.bytes.revealed,
            evidence: arrival.evidence.revealed, mic: arrival.mic.bytes, receivedAt: now,
            receipt: StoredReceipt(receipt).bytes, state: judgement.state, codes: judgement.codes)
    }

    private func record(_ arrival: Arrival, _ judgement: Judgement, _ now: UTCTime) -> AuditRecord {
        AuditRecord(
            time: now, actor: "node", action: judgement.state == .accepted ? .accept : .reject,
            party: arrival.sender.oin, message: arrival.attributes.id, dossier: arrival.attributes.subject,
            result: judgement.report.isValid ? "ok" : LogCode(judgement.codes).text,
            detail: "\(judgement.type.name); \(arrival.keys.text)")
    }
}
