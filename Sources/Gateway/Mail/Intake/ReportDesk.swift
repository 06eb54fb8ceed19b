internal import Envelope

/// Matches reports of mails that did not arrive with the deliveries that they are about.
struct ReportDesk: Sendable {
    let own: OIN
    let store: Store
    let log: NodeLog

    func take(_ report: DeliveryReport, _ directory: Directory, _ now: UTCTime) async -> MailOutcome {
        guard report.messageID.sender == own else { return .aside(.report) }
        do throws(StoreError) {
            guard let id = try delivery(report, directory) else { return .aside(.report) }
            let audit = AuditRecord(
                time: now, actor: "node", action: .fail, party: id.recipient, message: id.message, result: "bounced")
            let text =
                "De mail is niet bezorgd (\(report.reason)). Controleer het mailadres in het adresboek, neem contact op met de "
                + "ontvanger; geef daarna `weerthuis retry` of `weerthuis cancel`."
            if try await store.recordBounced(id, reason: text, at: now, audit: [audit]) {
                log.error("bounced", ("message", .id(id.message)), ("party", .party(id.recipient)))
            }
        } catch {
            return error.reason == .notFound ? .aside(.report) : .later
        }
        return .aside(.report)
    }

    /// The delivery of that id to the party that the report names, or the only one.
    private func delivery(_ report: DeliveryReport, _ directory: Directory) throws(StoreError) -> DeliveryID? {
        let message = report.messageID.message
        let found = try store.messages(MessageFilter(direction: .outbound, message: message)).messages.map(\.id.partner)
        let named = Set(report.recipients.flatMap { directory.mailOwners($0) }.map(\.party.oin))
        let matching = found.filter { named.contains($0) }
        guard let party = matching.count == 1 ? matching.first : found.count == 1 ? found.first : nil else {
            return nil
        }
        return DeliveryID(message: message, recipient: party)
    }
}
