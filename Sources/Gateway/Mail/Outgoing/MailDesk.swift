internal import Envelope
internal import Schemas

/// Writes messages as mails: who they are from and to, and how they read for people.
struct MailDesk: Sendable {
    /// The mail address of this node: what the node says by itself comes from it, and bounces go to it.
    let address: String

    /// - Parameters:
    ///   - delivery: the message.
    ///   - own: the sending party's entry.
    ///   - party: the receiving party's entry.
    ///   - target: who can open it.
    /// - Throws: ``SealingProblem`` when the message can't be read or written so; it waits then.
    func letter(
        _ delivery: StoredDelivery, from own: Party, to party: Party, _ target: Delivery, _ profile: Profile,
        signer: Certificate, at now: UTCTime
    ) throws(SealingProblem) -> MailLetter {
        guard case .mail(let endpoint) = target.endpoint else {
            throw SealingProblem("mail", "Deze partij heeft geen mailadres in het adresboek.")
        }
        let isClient = target.suite == .cbc
        let people = isClient ? target.addressees.map(\.mail).filter { $0 != endpoint } : []
        let recipients = [endpoint] + people
        let headers = MailHeaders(
            from: sender(delivery), to: recipients, date: delivery.created,
            messageID: AS2MessageID(message: delivery.id.message, sender: own.oin).description)
        let entity = try entity(delivery, from: own, to: party, profile, headers)
        let embedded = isClient ? [signer] + Self.encryption(own, at: now) : []
        let request = ReceiptRequest(identifier: ReceiptName(delivery.id).bytes, address: headers.from)
        return MailLetter(
            entity: entity, headers: headers, recipients: recipients, embedded: embedded,
            request: isClient ? request : nil)
    }

    private func sender(_ delivery: StoredDelivery) -> String {
        switch Submission.Releaser(name: delivery.releasedBy) {
        case .node: address
        case .contactpersoon(let mail): mail
        }
    }

    private func entity(
        _ delivery: StoredDelivery, from own: Party, to party: Party, _ profile: Profile, _ headers: MailHeaders
    ) throws(SealingProblem) -> MailEntity {
        guard let form = profile.forms[delivery.type],
            let message = try? ReceivedMessage(decoding: delivery.content)
        else { throw SealingProblem("mail", "De berichtsoort \(delivery.type) staat niet in het profiel.") }
        let rendering = MessageRendering(
            title: form.title, heading: Self.heading(message.attributes, own, party, delivery),
            fields: FormReading(form: form, codeLists: profile.codeLists).fields(of: message.data),
            closing: closing(delivery, party, profile))
        do throws(MIMEError) {
            return try MailEntity(
                message: delivery.content, fileName: "\(delivery.type).json", text: rendering.text,
                html: rendering.html, subject: "Weer Thuis: \(ASCIIText.plain(form.title))", outer: headers)
        } catch {
            throw SealingProblem(
                "mail",
                "Het bericht kon niet als mail worden geschreven (\(error.reason.rawValue)); meld het de beheerder.")
        }
    }

    /// How a person can answer, when the receiver reads mail and the type has an answer.
    private func closing(_ delivery: StoredDelivery, _ party: Party, _ profile: Profile) -> [String] {
        guard party.suite == .cbc, let type = profile.answer(to: delivery.type, by: party.role),
            let form = profile.forms[type]
        else { return [] }
        let token = AnswerToken(of: delivery)
        return AnswerForm(form: form).instructions(token)
    }

    private static func heading(
        _ attributes: MessageAttributes, _ own: Party, _ party: Party, _ delivery: StoredDelivery
    ) -> [RenderedField] {
        func line(_ label: String, _ value: String) -> RenderedField {
            RenderedField(group: nil, depth: 0, label: label, value: value)
        }
        let person = own.contactpersoon(mail: delivery.releasedBy)
        return [
            line("Van", own.name), line("Aan", party.name),
            line("Vrijgegeven door", person?.name ?? "het knooppunt van \(own.name)"),
            line("Gemaakt op", attributes.time.description), line("Dossiernummer", attributes.subject.description),
            line("Berichtnummer", attributes.id.description),
        ]
    }

    /// The encryption certificates of this party that a mail program can use.
    private static func encryption(_ own: Party, at now: UTCTime) -> [Certificate] {
        own.contactpersonen.compactMap { person in
            person.encryptionKey(.cbc, at: now)?.usable(at: now, dualUse: own.allowances.dualUse)
        }
    }
}
