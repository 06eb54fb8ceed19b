internal import Envelope

/// Keeps what came of an attempt: the next state, the reason in words, the log, the numbers.
struct DeliveryRecord: Sendable {
    let store: Store
    let plan: RetryPlan
    let clock: NodeClock
    let log: NodeLog
    let metrics: NodeMetrics

    private static let storePause: Duration = .seconds(2)
    private static let mailPause: Int64 = 3_600
    private static let longestReason = 600

    func release(_ delivery: StoredDelivery) async {
        await insist { () throws(StoreError) in try await store.release(delivery.id, at: clock.now) }
    }

    func keep(_ attempt: DeliveryAttempt, of delivery: StoredDelivery) async {
        if let (problem, keys) = Self.end(attempt, made: delivery.created, at: clock.now) {
            metrics.count(.attempts, problem.code)
            return await giveUp(delivery, problem.reason, codes: [problem.code], keys: keys)
        }
        switch attempt {
        case .waits(let problem):
            metrics.count(.attempts, "waits")
            let next = problem.code == SealingProblem.noMailCode ? clock.now.adding(seconds: Self.mailPause) : nil
            await putOff(delivery, problem.reason, code: problem.code, next: next)
        case .judged(.delivered(let receipt, let mic), let parcel):
            let evidence = KeptEvidence(parcel.sealed.evidence(of: delivery.content), of: delivery.content)
            await delivered(delivery, receipt, mic, evidence: evidence, keys: parcel.keys)
        case .judged(.awaitingReceipt, let parcel):
            metrics.count(.attempts, "awaiting-receipt")
            await putOff(delivery, Self.awaiting, code: "awaiting-receipt", keys: parcel.keys)
        case .judged(.handedOver, let parcel): await handedOver(delivery, parcel.keys)
        case .judged(.deferred(let deferral), let parcel):
            metrics.count(.attempts, "deferred")
            await putOff(
                delivery, deferral.reason, code: "deferred", keys: parcel.keys, retryAfter: deferral.retryAfter)
        case .judged(.refreshDirectory(let reason), let parcel):
            metrics.count(.attempts, "refresh-directory")
            await putOff(delivery, reason, code: "refresh-directory", keys: parcel.keys)
        case .judged(.needsPerson(let reason), let parcel):
            metrics.count(.attempts, "needs-person")
            await putOff(delivery, reason, code: "needs-person", keys: parcel.keys)
        case .judged(.refused(let codes, let reason), let parcel):
            metrics.count(.attempts, "refused")
            await fail(delivery, reason, codes: codes, keys: parcel.keys)
        }
    }

    /// Why no later attempt can do better; nil when one may.
    static func end(
        _ attempt: DeliveryAttempt, made: UTCTime, at now: UTCTime
    ) -> (problem: SealingProblem, keys: KeyTrace?)? {
        switch attempt {
        case .waits(let problem): return problem.isFinal ? (problem, nil) : nil
        case .judged(.deferred, let parcel), .judged(.refreshDirectory, let parcel),
            .judged(.needsPerson, let parcel):
            guard case .https = parcel.endpoint, MessageAge.isTooOld(made, at: now) else { return nil }
            return (.tooOld, parcel.keys)
        case .judged: return nil
        }
    }

    static let awaiting = "De ontvanger heeft het aangenomen en stuurt zijn ontvangstbewijs later."

    private func handedOver(_ delivery: StoredDelivery, _ keys: KeyTrace) async {
        let now = clock.now
        let audit = record(delivery, .handOver, now, keys: keys)
        metrics.count(.attempts, "handed-over")
        log.info(
            "handed-over", ("message", .id(delivery.id.message)), ("party", .party(delivery.id.recipient)),
            ("attempts", .number(delivery.attempts)))
        await insist { () throws(StoreError) in
            try await store.recordHandedOver(delivery.id, at: now, audit: [audit])
        }
    }

    private func delivered(
        _ delivery: StoredDelivery, _ receipt: [UInt8], _ mic: [UInt8], evidence: KeptEvidence?, keys: KeyTrace
    ) async {
        await insist { () throws(StoreError) in
            try await write(delivery, receipt, mic, evidence: evidence, keys: keys)
        }
        note(delivery)
    }

    /// A receipt came by itself, after the attempt. Whoever brought it brings it again when it can't be written now.
    func deliveredLater(_ delivery: StoredDelivery, _ receipt: [UInt8], _ mic: [UInt8]) async throws(StoreError) {
        // The entry of the attempt says with which keys it went.
        try await write(delivery, receipt, mic, evidence: nil, keys: nil)
        note(delivery)
    }

    private func write(
        _ delivery: StoredDelivery, _ receipt: [UInt8], _ mic: [UInt8], evidence: KeptEvidence?, keys: KeyTrace?
    ) async throws(StoreError) {
        let now = clock.now
        let audit = record(delivery, .deliver, now, keys: keys)
        try await store.recordDelivered(
            delivery.id, receipt: receipt, mic: mic, evidence: evidence, at: now, audit: [audit])
    }

    private func note(_ delivery: StoredDelivery) {
        metrics.count(.attempts, "delivered")
        log.info(
            "delivered", ("message", .id(delivery.id.message)), ("party", .party(delivery.id.recipient)),
            ("attempts", .number(delivery.attempts)))
    }

    /// A receipt that came by itself says that the message was refused. The attempt that asked for it ended before.
    func refusedLater(_ delivery: StoredDelivery, _ reason: String, codes: [String]) async throws(StoreError) {
        metrics.count(.attempts, "refused")
        try await writeFailure(delivery, Self.withRemedy(reason), codes)
    }

    private func putOff(
        _ delivery: StoredDelivery, _ reason: String, code: String, keys: KeyTrace? = nil, retryAfter: Int64? = nil,
        next: UTCTime? = nil
    ) async {
        let now = clock.now
        let planned = plan.next(
            afterAttempts: delivery.attempts, since: plan.begin(of: delivery, now: now), now: now,
            jitter: .random(in: 0..<1), retryAfter: retryAfter)
        guard let wanted = next ?? planned else {
            return await fail(delivery, "Het is te lang geprobeerd. \(Self.bounded(reason))", codes: ["plan-ended"])
        }
        // Once it is too old for its receiver it is to be given up then, and not at the end of a pause.
        let tooOld = MessageAge.end(of: delivery.created).adding(seconds: 1)
        let due = now < tooOld ? min(wanted, tooOld) : wanted
        let audit = record(delivery, .defer, now, result: code, keys: keys)
        log.warning(
            "deferred", ("message", .id(delivery.id.message)), ("party", .party(delivery.id.recipient)),
            ("code", .code(code)), ("attempts", .number(delivery.attempts)))
        await insist { () throws(StoreError) in
            try await store.recordDeferred(
                delivery.id, reason: Self.bounded(reason), next: due, at: now, audit: [audit])
        }
    }

    private func fail(
        _ delivery: StoredDelivery, _ reason: String, codes: [String], keys: KeyTrace? = nil
    ) async {
        await giveUp(delivery, Self.withRemedy(reason), codes: codes, keys: keys)
    }

    private func giveUp(
        _ delivery: StoredDelivery, _ text: String, codes: [String], keys: KeyTrace?
    ) async {
        await insist { () throws(StoreError) in try await writeFailure(delivery, text, codes, keys) }
    }

    private func writeFailure(
        _ delivery: StoredDelivery, _ text: String, _ codes: [String], _ keys: KeyTrace? = nil
    ) async throws(StoreError) {
        let now = clock.now
        let audit = record(delivery, .fail, now, result: LogCode(codes).text, keys: keys)
        try await store.recordFailed(delivery.id, reason: text, at: now, audit: [audit])
        log.error(
            "failed", ("message", .id(delivery.id.message)), ("party", .party(delivery.id.recipient)),
            ("codes", .codes(codes)))
    }

    private func record(
        _ delivery: StoredDelivery, _ action: AuditAction, _ now: UTCTime, result: String = "ok", keys: KeyTrace? = nil
    ) -> AuditRecord {
        AuditRecord(
            time: now, actor: "node", action: action, party: delivery.id.recipient, message: delivery.id.message,
            dossier: delivery.dossier, result: result, detail: keys?.text)
    }

    /// Writes until it is on disk: a receipt must not be lost because the disk was full for a while. A store that is closed,
    /// or a step that came too late, ends it; the next start or the receiver's first receipt puts that right.
    private func insist(_ write: () async throws(StoreError) -> Void) async {
        while true {
            do throws(StoreError) { return try await write() } catch {
                switch error.reason {
                case .diskFull, .readOnly, .busy, .disk, .unreachable:
                    log.error("record-waits", ("error", .storeError(error)))
                    guard (try? await Task.sleep(for: Self.storePause)) != nil else { return }
                case .wrongState:
                    // A receipt that came by itself was faster.
                    return log.debug("record-late", ("error", .storeError(error)))
                default:
                    return log.error("record-failed", ("error", .storeError(error)))
                }
            }
        }
    }

    private static func withRemedy(_ reason: String) -> String {
        withoutStop(bounded(reason))
            + ". Neem contact op met de ontvanger; geef daarna `weerthuis retry` of `weerthuis cancel`."
    }

    private static func withoutStop(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }

    /// One sentence or more, each with a capital, unless it begins with the name of a host.
    static func bounded(_ reason: String) -> String {
        let text = reason.prefix(longestReason)
        let isHost = text.prefix { $0 != " " }.contains { ".:".contains($0) }
        return isHost ? String(text) : text.prefix(1).uppercased() + text.dropFirst()
    }
}
