internal import Envelope

/// Brings sealed messages to parties by mail.
///
/// That the mail server took a message over is not that it was delivered: between nodes the signed receipt says that, and
/// towards a mail program only an answer does.
struct MailCourier: Courier {
    /// Seconds until a message whose receipt did not come goes once more.
    static let receiptPause: Int64 = 4 * 3_600

    let smtp: SMTPCourier
    /// The envelope sender of every mail.
    let sender: String

    /// - Returns: nil for a node that sends no mail.
    init?(_ plan: MailPlan?, _ smtp: SMTPCourier?) {
        guard let plan, let smtp else { return nil }
        self.smtp = smtp
        sender = plan.address
    }

    func isAnsweredLater(_ parcel: SealedParcel) -> Bool { true }

    func deliver(_ parcel: SealedParcel) async -> DeliveryVerdict {
        guard let letter = parcel.letter, let bytes = try? MailWriter.mail(parcel.sealed, headers: letter.headers)
        else {
            return .deferred(Deferral("Het bericht kon niet als mail worden geschreven; meld het de beheerder."))
        }
        let mail = OutgoingMail(bytes: bytes, sender: sender, recipients: letter.recipients)
        switch await smtp.send(mail) {
        case .accepted where parcel.partner.suite == .gcm:
            return .deferred(Deferral(DeliveryRecord.awaiting, retryAfter: Self.receiptPause))
        case .accepted: return .handedOver
        case .later(let reason), .unreachable(let reason): return .deferred(Deferral(reason))
        case .refused(let reason): return .refused(codes: ["smtp-refused"], reason: reason)
        }
    }
}
