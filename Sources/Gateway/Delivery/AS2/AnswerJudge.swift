internal import Envelope

/// Decides what an HTTP answer to a message means. A receipt that was verified counts whatever the status says, because a
/// status is not signed.
struct AnswerJudge {
    let job: AS2Job
    let now: UTCTime

    func verdict(_ answer: HTTPAnswer) -> DeliveryVerdict {
        let contentType = answer.header("Content-Type") ?? ""
        let judge = ReceiptJudge(expected: job.expectation, now: now)
        if Self.mayBeReceipt(contentType) {
            let verdict = judge.verdict(answer.body, contentType: contentType)
            if case .deferred = verdict, !(200...299).contains(answer.status) {
                return Self.unsigned(answer, now: now)
            }
            return verdict
        }
        guard (200...299).contains(answer.status) else { return Self.unsigned(answer, now: now) }
        if case .asynchronous = job.receipt { return .awaitingReceipt }
        return .deferred(Deferral(answer.body.isEmpty ? Self.noReceipt : ReceiptReason.mime.dutch))
    }

    /// - Returns: nil when the partner took our receipt.
    static func refusal(ofReceipt answer: HTTPAnswer, now: UTCTime) -> Deferral? {
        guard !(200...299).contains(answer.status) else { return nil }
        switch unsigned(answer, now: now) {
        case .deferred(let deferral): return deferral
        case .needsPerson(let reason): return Deferral(reason)
        default: return Deferral(words(answer.status))
        }
    }

    private static let noReceipt =
        "de ontvangende partij nam het bericht aan maar stuurde geen ontvangstbewijs; het telt niet als afgeleverd en wordt "
        + "later opnieuw aangeboden. Blijft dit zo, vraag dan de beheerder daar ernaar"

    private static func mayBeReceipt(_ contentType: String) -> Bool {
        let type = contentType.lowercased()
        return type.hasPrefix("multipart/signed") || type.hasPrefix("multipart/report")
    }

    /// A status without a receipt: anybody on the way may have said it.
    private static func unsigned(_ answer: HTTPAnswer, now: UTCTime) -> DeliveryVerdict {
        let wait = answer.header("Retry-After").flatMap { RetryAfter.seconds($0, now: now) }
        return switch answer.status {
        case 408, 425, 429: .deferred(Deferral(words(answer.status), retryAfter: wait, partnerIsDown: true))
        case 300...499: .needsPerson(reason: words(answer.status))
        default: .deferred(Deferral(words(answer.status), retryAfter: wait, partnerIsDown: true))
        }
    }

    private static func words(_ status: Int) -> String {
        switch status {
        case 300...399:
            "het adres van de ontvangende partij verwijst door (HTTP \(status)) en dat volgen we niet; "
                + "laat het adres in het adresboek verbeteren"
        case 401, 403, 407:
            "aan de overkant is de toegang geweigerd (HTTP \(status), niet ondertekend); "
                + "vraag de beheerder van de ontvangende partij of ons knooppunt is toegelaten"
        case 404, 405, 410:
            "op het adres van de ontvangende partij worden geen berichten aangenomen (HTTP \(status), niet ondertekend); "
                + "laat het adres in het adresboek controleren"
        case 413:
            "het bericht is te groot voor de ontvangende partij (HTTP 413, niet ondertekend); vraag de beheerder daar ernaar"
        case 408, 425, 429: "de ontvangende partij vraagt om later terug te komen (HTTP \(status))"
        case 400...499:
            "aan de overkant is het bericht geweigerd (HTTP \(status)), maar zonder handtekening, dus misschien niet door de "
                + "ontvangende partij zelf; vraag de beheerder daar ernaar"
        case 503: "de ontvangende partij kan nu niets aannemen (HTTP 503); het wordt later opnieuw geprobeerd"
        case 500...599:
            "bij de ontvangende partij is een storing (HTTP \(status)); het wordt later opnieuw geprobeerd. "
                + "Blijft dit zo, vraag dan de beheerder daar ernaar"
        default: "de ontvangende partij antwoordt onbegrijpelijk (HTTP \(status)); het wordt later opnieuw geprobeerd"
        }
    }
}
