internal import Envelope

/// What is refused, or can't be decided.
extension Inbound {
    /// One answer for all that is not authenticated: counted, never stored.
    func unknownSender(_ code: String) -> HTTPResponse {
        metrics.count(.refused, code)
        log.debug("refused", ("code", .code(code)))
        return Answers.unknownSender
    }

    func unavailable(_ code: String) -> HTTPResponse {
        metrics.count(.received, "unavailable")
        log.error("unavailable", ("code", .code(code)))
        return Answers.unavailable
    }

    func unavailable(_ error: StoreError) -> HTTPResponse {
        metrics.count(.received, "unavailable")
        log.error("unavailable", ("error", .storeError(error)))
        return Answers.unavailable
    }

    /// Anybody can bring this about, so the log says it once a minute.
    func unavailableToAll(_ code: String, _ now: UTCTime) -> HTTPResponse {
        guard !refusals.isDue(alarm: code, at: now) else { return unavailable(code) }
        metrics.count(.received, "unavailable")
        return Answers.unavailable
    }

    /// What a known sender says can't be judged yet: with a later directory, or a little later, it may be right.
    /// The log says it of each party once a minute.
    private func tooEarly(_ code: String, _ party: OIN, _ now: UTCTime) -> HTTPResponse {
        metrics.count(.received, "unavailable")
        if refusals.isDue(alarm: "\(code) \(party)", at: now) {
            log.warning("too-early", ("code", .code(code)), ("party", .party(party)))
        }
        return Answers.unavailable
    }

    func noReceipt(_ problem: ReceiptDesk.Problem) -> HTTPResponse {
        switch problem {
        case .noKey: unavailable("node-key")
        case .store(let error): unavailable(error)
        case .signing: unavailable("receipt-signing")
        }
    }

    /// An envelope that was not opened. Only a sender whose signature was verified is told why.
    func refuse(
        _ error: OpenError, _ request: AS2Request, _ snapshot: DirectorySnapshot, _ moment: Moment
    ) async -> HTTPResponse {
        if error.reason == .unavailable { return unavailableToAll("key", moment.now) }
        guard let signature = error.signature else {
            let isKnown = snapshot.directory.party(request.from) != nil
            if isKnown, [.signerUnknown, .signerStatus].contains(error.reason) {
                directory.noticeUnknownKey(of: request.from)
            }
            return unknownSender(error.reason.rawValue)
        }
        let (party, attributes) = (signature.signer.party, error.attributes)
        // Who signed it does not send it: a receipt about it would speak of somebody else.
        guard error.reason != .source, error.reason != .outerSender, party == request.from,
            request.mayStand(for: attributes?.id, of: party)
        else { return unknownSender(error.reason.rawValue) }
        if error.reason == .time, max(attributes?.time ?? moment.now, signature.signingTime) > moment.now {
            return tooEarly("clock", party, moment.now)
        }
        let refusal = RefusedMessage(
            code: InboundCode(error.reason), message: attributes?.id, dossier: attributes?.subject, party: party,
            mic: signature.mic)
        return await refuse(refusal, request, snapshot, moment)
    }

    func refuse(
        _ code: InboundCode, _ arrival: Arrival, _ request: AS2Request, _ snapshot: DirectorySnapshot,
        _ moment: Moment
    ) async -> HTTPResponse {
        let attributes = arrival.attributes
        // Which edition it names is the sender's own word: it does not put a refusal off for ever.
        if code.dependsOnDirectory, attributes.directory.sequence > snapshot.edition.sequence,
            directory.mayProveTrue(attributes.directory, from: arrival.sender.oin)
        {
            return tooEarly("directory", arrival.sender.oin, moment.now)
        }
        let refusal = RefusedMessage(
            code: code, message: attributes.id, dossier: attributes.subject, party: arrival.sender.oin,
            mic: arrival.signature.mic)
        return await refuse(refusal, request, snapshot, moment)
    }

    /// A signed refusal. It is in the audit log once, and nowhere else.
    private func refuse(
        _ refusal: RefusedMessage, _ request: AS2Request, _ snapshot: DirectorySnapshot, _ moment: Moment
    ) async -> HTTPResponse {
        let code = refusal.code
        metrics.count(.refused, code.text)
        log.warning("refused", ("code", .code(code.text)), ("party", .party(refusal.party)))
        if refusals.isNew(refusal) {
            let audit = AuditRecord(
                time: moment.now, actor: "node", action: .reject, party: refusal.party, message: refusal.message,
                dossier: refusal.dossier, result: LogCode(code.text).text)
            do throws(StoreError) { try await store.record([audit]) } catch {
                refusals.forget(refusal)
                return unavailable(error)
            }
        }
        do throws(ReceiptDesk.Problem) {
            let receipt = try receipts.sign(
                code.disposition, for: request, mic: refusal.mic, in: snapshot, at: moment.now)
            // What it was refused for may be the address that it asks for: then the receipt goes back the way it came.
            return code == .receiptAddress ? respondHere(receipt, request) : respond(receipt, request)
        } catch {
            return noReceipt(error)
        }
    }

    /// The receipt as it was asked for. A message that asks for none gets none.
    func respond(_ receipt: SignedReceipt, _ request: AS2Request) -> HTTPResponse {
        switch request.answer {
        case .none: return Answers.taken(from: request.from)
        case .synchronous: return respondHere(receipt, request)
        case .asynchronous:
            guard case .https = directory.current.directory.party(request.from)?.endpoint else {
                return respondHere(receipt, request)
            }
            post.send(OwedReceipt(party: request.from, messageID: request.messageID, receipt: receipt))
            return Answers.taken(from: request.from)
        }
    }

    func respondHere(_ receipt: SignedReceipt, _ request: AS2Request) -> HTTPResponse {
        let moment = clock.moment
        let id = AS2MessageID(
            message: UniqueID(milliseconds: moment.milliseconds, random: moment.random()), sender: receipts.own)
        return Answers.receipt(receipt, from: receipts.own, for: request, id: id)
    }
}
