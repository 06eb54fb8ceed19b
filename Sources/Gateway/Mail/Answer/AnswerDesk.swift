internal import Envelope
internal import Schemas

/// Makes a message out of what a person answered by mail. It is as that person signed it: who, when, about which message of ours.
struct AnswerDesk: Sendable {
    /// Names the system in the source of such a message.
    static let system = "mail"

    private static let oldest: Int64 = 14 * 86_400
    private static let ahead: Int64 = 600

    let own: OIN
    let store: Store

    /// - Throws: ``AnswerForm/Problem``; a person must look at the mail then.
    func message(
        in signed: SignedContent, from sender: Party, _ profile: Profile, at now: UTCTime
    ) throws(AnswerForm.Problem) -> (message: ReceivedMessage, bytes: [UInt8]) {
        let time = signed.signature.signingTime
        guard time >= now.adding(seconds: -Self.oldest), time <= now.adding(seconds: Self.ahead) else { throw .token }
        let (answer, type, delivery) = try answer(signed, sender, profile)
        guard let name = MessageName(type), let form = profile.forms[type],
            let source = MessageSource(party: sender.oin, system: Self.system),
            let original = try? ReceivedMessage(decoding: delivery.content),
            let id = Self.id(signed, at: time)
        else { throw .token }
        let attributes = MessageAttributes(
            id: id, source: source, name: name, subject: delivery.dossier, time: time, dataSchema: form.schemaURI,
            recipient: own, directory: original.attributes.directory)
        guard let bytes = try? attributes.encoded(with: answer.data),
            let message = try? ReceivedMessage(decoding: bytes)
        else { throw .line }
        return (message, bytes)
    }

    private func answer(
        _ signed: SignedContent, _ sender: Party, _ profile: Profile
    ) throws(AnswerForm.Problem) -> (AnswerForm.Answer, type: String, StoredDelivery) {
        let parts = AnswerParts(signed)
        if let attachment = parts.attachment {
            let answer = try AnswerForm.read(json: attachment)
            let (type, delivery) = try original(answer.token, sender, profile)
            return (answer, type, delivery)
        }
        guard let text = parts.text else { throw .noBlock }
        guard let token = AnswerForm.token(in: text) else { throw .token }
        let (type, delivery) = try original(token, sender, profile)
        guard let form = profile.forms[type] else { throw .token }
        let answer = try AnswerForm(form: form).read(text: text)
        guard answer.token == token else { throw .token }
        return (answer, type, delivery)
    }

    /// The message of ours that a token names: sent to this party, and the token is the one that was sent with it.
    private func original(
        _ token: AnswerToken, _ sender: Party, _ profile: Profile
    ) throws(AnswerForm.Problem) -> (type: String, StoredDelivery) {
        guard let delivery = try? store.delivery(DeliveryID(message: token.message, recipient: sender.oin)),
            AnswerToken(of: delivery) == token, let type = profile.answer(to: delivery.type, by: sender.role)
        else { throw .token }
        return (type, delivery)
    }

    /// The same for the same signed content, so that a mail that is read twice is one message.
    private static func id(_ signed: SignedContent, at time: UTCTime) -> UniqueID? {
        guard let bytes = try? Digest(.sha256, of: signed.evidence).bytes else { return nil }
        func number(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
        let milliseconds = UInt64(max(0, time.secondsSinceEpoch)) * 1_000
        return UniqueID(milliseconds: milliseconds, random: (number(0..<8), number(8..<16)))
    }
}
