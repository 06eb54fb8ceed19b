internal import Envelope
internal import Schemas

/// What an answer adds to the receipt chain of the message of ours that it is about.
struct ReceiptChain {
    let arrival: Arrival
    let profile: Profile

    func steps(_ type: MessageType, about original: StoredMessageID) -> [MessageStep] {
        switch type.service {
        case .verdict: [step(.gekeurd, original, codes: codes)]
        case .opened: [step(.geopend, original, by: reader)]
        case .correction, .withdrawal, .keyRequest, .keyNotice, nil: []
        }
    }

    func answered(_ original: StoredMessageID) -> MessageStep { step(.beantwoord, original) }

    /// The types that a message of this type answers: those whose clock it stops.
    func answeredTypes(_ type: MessageType) -> Set<String> {
        let senders = profile.terms.filter { $0.stop?.message == type.name }.compactMap(\.start?.message)
        return Set(
            senders.filter { !profile.recipients(of: $0, from: arrival.own.role).isEmpty && $0 != type.name })
    }

    private func step(
        _ kind: ReceiptStep.Kind, _ original: StoredMessageID, by reader: String? = nil, codes: [String] = []
    ) -> MessageStep {
        MessageStep(
            message: original,
            step: ReceiptStep(
                kind, time: arrival.attributes.time, by: reader ?? arrival.sender.oin.description,
                message: arrival.attributes.id, codes: codes))
    }

    /// Codes of a refusal; none of an acceptance. Their form was checked with the message.
    private var codes: [String] {
        arrival.message.data[VerdictField.findings.rawValue]?.elements.compactMap {
            $0[VerdictField.code.rawValue]?.string
        } ?? []
    }

    /// The contactpersoon that the message names, when the directory knows that name for this party; never a text that only the
    /// message knows.
    private var reader: String? {
        let name = arrival.message.data["contactpersoon"]?.string
        return arrival.sender.contactpersonen.first { $0.name == name || $0.mail == name }?.mail
    }
}
