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
        if error.reason == .unavailable { return unavailable("key") }
        guard error.isSenderVerified else {
            let isKnown = snapshot.directory.party(request.from) != nil
            if isKnown, [.signerUnknown, .signerStatus].contains(error.reason) {
                directory.noticeUnknownKey(of: request.from)
            }
            return unknownSender(error.reason.rawValue)
        }
        return await refuse(
            InboundCode(error.reason), message: nil, dossier: nil, party: request.from, request, snapshot, moment)
    }

    func refuse(
        _ code: InboundCode, _ arrival: Arrival, _ request: AS2Request, _ snapshot: DirectorySnapshot,
        _ moment: Moment
    ) async -> HTTPResponse {
        await refuse(
            code, message: arrival.attributes.id, dossier: arrival.attributes.subject, party: arrival.sender.oin,
            request, snapshot, moment)
    }

    /// A signed refusal. It is in the audit log once, and nowhere else.
    private func refuse(
        _ code: InboundCode, message: UniqueID?, dossier: UniqueID?, party: OIN, _ request: AS2Request,
        _ snapshot: DirectorySnapshot, _ moment: Moment
    ) async -> HTTPResponse {
        metrics.count(.refused, code.text)
        log.warning("refused", ("code", .code(code.text)), ("party", .party(party)))
        if refusals.isNew(message, party, code) {
            let audit = AuditRecord(
                time: moment.now, actor: "node", action: .reject, party: party, message: message, dossier: dossier,
                result: LogCode(code.text).text)
            do throws(StoreError) { try await store.record([audit]) } catch { return unavailable(error) }
        }
        do throws(ReceiptDesk.Problem) {
            let receipt = try receipts.sign(code.disposition, for: request, mic: nil, in: snapshot, at: moment.now)
            // What it was refused for may be the address that it asks for: then the receipt goes back the way it came.
            return code == .receiptAddress ? respondHere(receipt, request) : respond(receipt, request)
        } catch {
            return noReceipt(error)
        }
    }

    /// The receipt as it was asked for. A message that asks for none gets none.
    func respond(_ receipt: SignedReceipt, _ request: AS2Request) -> HTTPResponse {
        switch request.answer {
        case .none: return Answers.taken
        case .synchronous: return respondHere(receipt, request)
        case .asynchronous:
            guard case .https(let url) = directory.current.directory.party(request.from)?.endpoint else {
                return respondHere(receipt, request)
            }
            post.send(receipt, to: request.from, url: url)
            return Answers.taken
        }
    }

    private func respondHere(_ receipt: SignedReceipt, _ request: AS2Request) -> HTTPResponse {
        let moment = clock.moment
        let id = AS2MessageID(
            message: UniqueID(milliseconds: moment.milliseconds, random: moment.random()), sender: receipts.own)
        return Answers.receipt(receipt, from: receipts.own, for: request, id: id)
    }
}
