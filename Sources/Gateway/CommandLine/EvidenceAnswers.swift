internal import Envelope
internal import Schemas

/// The messages that prove later steps of a message: judged, opened, answered.
struct EvidenceAnswers {
    /// More steps than two contactpersonen can cause in years.
    private static let most = 50

    /// A message that is not in the package: it has content of its own, or can't be read.
    struct Named {
        let id: UniqueID
        let party: OIN
        let steps: [ReceiptStep]
    }

    private(set) var parts: [EvidencePart] = []
    /// Those whose content is in ``parts``.
    private(set) var exported: [MessageSummary] = []
    private(set) var named: [Named] = []

    /// - Parameter steps: of the message; those that no message brought are passed over.
    init(
        _ steps: [ReceiptStep], of summary: MessageSummary, own: OIN, in store: Store, profile: Profile,
        signers: inout EvidenceSigners
    ) throws(CommandError) {
        var seen: Set<UniqueID> = []
        for id in steps.compactMap(\.message) where seen.insert(id).inserted {
            let brought = steps.filter { $0.message == id }
            let answer = try Self.find(id, to: summary, in: store)
            guard let answer, answer.isIntact, Self.isReceipt(answer, profile), parts.count < Self.most,
                let signed = (try? store.evidence(of: answer.id)).flatMap(\.self),
                let content = try? store.content(of: answer.id)
            else {
                named.append(Named(id: id, party: summary.id.partner, steps: brought))
                continue
            }
            let edition = try? ReceivedMessage(decoding: content).attributes.directory.sequence
            let signer = MessageTerms.direction(answer.id) == "in" ? answer.id.partner : own
            parts.append(
                EvidencePart(
                    kind: .answer(id, brought), name: "step-\(parts.count + 1)", signed: signed,
                    signer: signers.signer(of: signed, by: signer, near: edition)))
            exported.append(answer)
        }
    }

    /// A message that only says what became of another one.
    private static func isReceipt(_ summary: MessageSummary, _ profile: Profile) -> Bool {
        let service = profile.message(summary.type)?.service
        return service == .verdict || service == .opened
    }

    private static func find(
        _ id: UniqueID, to summary: MessageSummary, in store: Store
    ) throws(CommandError) -> MessageSummary? {
        let direction: MessageFilter.Direction =
            switch summary.id {
            case .outbound: .inbound
            case .inbound: .outbound
            }
        let filter = MessageFilter(direction: direction, message: id, partner: summary.id.partner)
        do throws(StoreError) { return try store.messages(filter).messages.first } catch { throw CommandError(error) }
    }
}
