internal import Envelope
internal import Schemas

/// Takes mails in: messages and answers go the way of every message that arrives, receipts to the deliveries that wait for
/// them, and what is neither is put aside with a reason.
struct MailIntake: Sendable {
    /// The mail address of this node.
    let address: String
    let inbound: Inbound
    let answers: AnswerDesk
    let reports: ReportDesk

    private var own: OIN { inbound.receipts.own }

    init(_ plan: MailPlan, inbound: Inbound) {
        let own = inbound.receipts.own
        address = plan.address
        self.inbound = inbound
        answers = AnswerDesk(own: own, store: inbound.store)
        reports = ReportDesk(own: own, store: inbound.store, log: inbound.log)
    }

    /// Deals with one mail. When this returns `done`, all that is to be kept is on disk.
    func take(_ bytes: [UInt8]) async -> MailOutcome {
        let snapshot = inbound.directory.current
        let moment = inbound.clock.moment
        if let report = DeliveryReport(bytes) { return await reports.take(report, snapshot.directory, moment.now) }
        let mail: ReceivedMail
        do throws(MailError) { mail = try ReceivedMail(bytes) } catch {
            inbound.metrics.count(.refused, error.reason.rawValue)
            inbound.log.warning("refused", ("code", .code(error.reason.rawValue)))
            return .aside(error.reason == .unprotected ? .unprotected : .unreadable)
        }
        switch mail.content {
        case .receipt(let body, let contentType): return await receipt(body, contentType, mail)
        case .personalReceipt(let bytes): return await personal(bytes, mail)
        case .envelope(let envelope): return await open(envelope, mail, snapshot, moment)
        }
    }

    /// A receipt counts by its signature; who sent the mail does not matter.
    private func receipt(_ body: [UInt8], _ contentType: String, _ mail: ReceivedMail) async -> MailOutcome {
        guard let id = OriginalMessageID.find(in: body), id.sender == own else { return .aside(.receipt) }
        let filter = MessageFilter(direction: .outbound, message: id.message)
        guard let found = try? inbound.store.messages(filter).messages else { return .later }
        for partner in found.map(\.id.partner) {
            let request = AS2Request(from: partner, to: own, messageID: mail.messageID)
            switch await inbound.intake.take(request, contentType: contentType, body: body) {
            case .taken: return .done
            case .undecided: return .later
            case .unknown: continue
            }
        }
        return .aside(.receipt)
    }

    private func personal(_ bytes: [UInt8], _ mail: ReceivedMail) async -> MailOutcome {
        switch await inbound.intake.take(personal: bytes, in: mail) {
        case .taken: .done
        case .undecided: .later
        case .unknown: .aside(.receipt)
        }
    }

    private func open(
        _ envelope: [UInt8], _ mail: ReceivedMail, _ snapshot: DirectorySnapshot, _ moment: Moment
    ) async -> MailOutcome {
        guard moment.now <= snapshot.directory.header.validUntil else { return .later }
        guard mail.to.contains(where: { isOurs($0, snapshot.directory) }) else { return .aside(.notForUs) }
        let owners = snapshot.directory.mailOwners(mail.from)
        guard !owners.isEmpty else { return .aside(.unknownSender) }
        var outcome = MailOutcome.aside(.refused)
        for owner in owners {
            outcome = await open(envelope, mail, owner, snapshot, moment)
            if outcome != .aside(.refused) { return outcome }
        }
        return outcome
    }

    private func open(
        _ envelope: [UInt8], _ mail: ReceivedMail, _ owner: MailOwner, _ snapshot: DirectorySnapshot,
        _ moment: Moment
    ) async -> MailOutcome {
        guard let partner = snapshot.directory.partner(owner.party.oin) else { return .aside(.refused) }
        let signed: SignedContent
        do throws(OpenError) {
            signed = try inbound.opening.openSigned(envelope, from: partner, over: .mail, in: snapshot, at: moment.now)
        } catch { return refuse(error, owner.party) }
        if let receipt = signed.personalReceipt { return await personal(receipt, mail) }
        do throws(MailError) {
            let check = SenderCheck(
                mail: mail, signature: signed.signature, owner: owner, directory: snapshot.directory)
            try check.check(signed)
        } catch {
            inbound.metrics.count(.refused, error.reason.rawValue)
            inbound.log.warning("refused", ("code", .code(error.reason.rawValue)), ("party", .party(owner.party.oin)))
            return .aside(.refused)
        }
        let arrived = MailArrival(mail: mail, signed: signed, partner: partner, sender: owner.party)
        return signed.messagePart == nil
            ? await answer(arrived, snapshot, moment) : await message(arrived, snapshot, moment)
    }

    private func refuse(_ error: OpenError, _ party: Party) -> MailOutcome {
        if error.reason == .unavailable { return .later }
        if [.signerUnknown, .signerStatus].contains(error.reason) {
            inbound.directory.noticeUnknownKey(of: party.oin)
        }
        inbound.metrics.count(.refused, error.reason.rawValue)
        inbound.log.warning("refused", ("code", .code(error.reason.rawValue)), ("party", .party(party.oin)))
        return .aside(error.reason == .recipientUnknown ? .notForUs : .refused)
    }

    private func message(
        _ arrived: MailArrival, _ snapshot: DirectorySnapshot, _ moment: Moment
    ) async -> MailOutcome {
        let request = AS2Request(from: arrived.sender.oin, to: own, messageID: arrived.mail.messageID)
        let response: HTTPResponse
        do throws(OpenError) {
            let opened = try inbound.opening.message(
                of: arrived.signed, from: arrived.partner, to: own, in: snapshot, at: moment.now)
            guard let mic = try? Sealer.mic(of: opened.bytes) else { return .later }
            response = await inbound.accept(opened, mic: mic, request, snapshot, moment)
        } catch {
            response = await inbound.refuse(error, request, snapshot, moment)
        }
        return await close(response, arrived)
    }

    private func answer(
        _ arrived: MailArrival, _ snapshot: DirectorySnapshot, _ moment: Moment
    ) async -> MailOutcome {
        guard let own = snapshot.directory.party(own), let mic = try? Digest(.sha256, of: arrived.signed.evidence)
        else {
            return .later
        }
        do throws(AnswerForm.Problem) {
            let (message, bytes) = try answers.message(
                in: arrived.signed, from: arrived.sender, snapshot.routing.profile, at: moment.now)
            let arrival = Arrival(
                message: message, bytes: Sensitive(bytes), evidence: Sensitive(arrived.signed.evidence),
                signature: arrived.signed.signature, mic: mic, sender: arrived.sender, own: own,
                keys: inbound.opening.trace(arrived.signed, in: snapshot, at: moment.now))
            let request = AS2Request(from: arrived.sender.oin, to: own.oin, messageID: arrived.mail.messageID)
            return await close(await inbound.judge(arrival, request, snapshot, moment), arrived)
        } catch {
            inbound.metrics.count(.refused, error.rawValue)
            inbound.log.warning("refused", ("code", .code(error.rawValue)), ("party", .party(arrived.sender.oin)))
            return .aside(.answer)
        }
    }

    /// Owes the sender the receipt, when its software reads receipts. It is kept before the mail is moved away.
    private func close(_ response: HTTPResponse, _ arrived: MailArrival) async -> MailOutcome {
        if response.status == Answers.unavailable.status { return .later }
        guard response.status == 200, let contentType = response.headers["Content-Type"] else {
            return .aside(.refused)
        }
        let receipt = SignedReceipt(contentType: contentType, body: response.body)
        if arrived.partner.suite == .gcm {
            await inbound.post.keepAndSend(
                OwedReceipt(party: arrived.sender.oin, messageID: arrived.mail.messageID, receipt: receipt))
        }
        return receipt.saysDelivered ? .done : .aside(.refused)
    }

    private func isOurs(_ recipient: String, _ directory: Directory) -> Bool {
        guard recipient != address, let party = directory.party(own) else { return true }
        return party.endpoint == .mail(recipient) || party.contactpersoon(mail: recipient) != nil
    }
}
