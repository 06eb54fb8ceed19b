internal import Envelope
internal import Schemas

/// Everything that is checked of a message after its signature (docs/wire.md, What a receiver checks): type and role, signer,
/// addressing, the message that it answers, the dossier, and last its form.
struct ArrivalJudge {
    let arrival: Arrival
    let snapshot: DirectorySnapshot
    let store: Store
    let today: CivilDate

    private var profile: Profile { snapshot.routing.profile }

    func judge() throws(ArrivalRefusal) -> Judgement {
        let type = try type()
        let original = try original(type)
        let change = original == nil ? try dossier(type) : nil
        let report = check(type)
        let steps = report.isValid ? try chain(type, original) : []
        return Judgement(
            type: type, report: report, change: report.isValid ? change : nil, steps: steps)
    }

    private func type() throws(ArrivalRefusal) -> MessageType {
        guard let type = profile.message(arrival.type), let form = profile.forms[arrival.type] else {
            throw .code(InboundCode(.unknownType))
        }
        guard snapshot.routing.permits(arrival.type, from: arrival.sender.role, to: arrival.own.role) else {
            throw .code(InboundCode(.senderRole))
        }
        let signer: MessageType.Signer = arrival.signature.signer.role == .node ? .node : .contact
        guard type.signer == signer else { throw .code(InboundCode(.signerKind)) }
        guard isAddressed else { throw .code(InboundCode(.notAddressed)) }
        guard arrival.attributes.dataSchema == form.schemaURI else { throw .code(.schema) }
        return type
    }

    /// Whether the routes lead here, as far as that follows from the message itself: a form for one gemeente is not for another.
    private var isAddressed: Bool {
        let destinations = snapshot.routing.destinations(of: arrival.type, from: arrival.sender.role)
            .filter { $0.recipient.roles.contains(arrival.own.role) }
        return destinations.contains { destination in
            switch destination.recipient.choice {
            case .fixed, .field: evident.contains(arrival.own.oin)
            case .sender, .all, .dossier, .originalRecipients, .originalSender: true
            }
        }
    }

    private var evident: [OIN] {
        snapshot.routing.evidentRecipients(
            of: arrival.type, from: arrival.sender, data: arrival.message.data, in: snapshot.directory
        ).map(\.oin)
    }

    /// The earlier message that this one is about; nil for other types, and when the form does not name one, which its schema
    /// will say.
    private func original(_ type: MessageType) throws(ArrivalRefusal) -> MessageSummary? {
        guard let (field, isAnswer) = snapshot.routing.originalField(of: type.name, from: arrival.sender.role),
            let id = arrival.message.data.value(at: field)?.string.flatMap({ UniqueID($0) })
        else { return nil }
        let party = arrival.sender.oin
        let place: StoredMessageID =
            isAnswer
            ? .outbound(DeliveryID(message: id, recipient: party)) : .inbound(InboundID(message: id, source: party))
        let found: MessageSummary
        do throws(StoreError) { found = try store.summary(of: place) } catch {
            throw error.reason == .notFound ? .code(InboundCode(.originalUnknown)) : .undecided(error)
        }
        guard !isAnswer || profile.message(found.type)?.isAnswered == true else {
            throw .code(InboundCode(.neverAnswered))
        }
        guard found.dossier == arrival.attributes.subject else { throw .code(InboundCode(.originalForeign)) }
        return found
    }

    private func dossier(_ type: MessageType) throws(ArrivalRefusal) -> DossierChange? {
        let dossier = arrival.attributes.subject
        let record: DossierRecord?
        do throws(StoreError) { record = try store.parties(of: dossier) } catch { throw .undecided(error) }
        let entry = DossierEntry(profile: profile, sender: arrival.sender, own: arrival.own)
        var opener: OIN?
        var addressed = [arrival.own.oin] + evident.filter { $0 != arrival.own.oin }
        do throws(ArrivalRefusal) { opener = try entry.admit(type, record) } catch {
            guard error == .code(InboundCode(.dossierForeign)), try wasPicked() else { throw error }
            addressed.append(arrival.sender.oin)
        }
        guard type.dossier != .none, type.dossier != .optional || record != nil else { return nil }
        return DossierChange(dossier: dossier, opener: opener, addressed: addressed)
    }

    /// Whether the sender of an earlier message of this dossier picked a party of this role besides us. Which one does not follow
    /// from our copy; but only who got that message knows the dossier.
    private func wasPicked() throws(ArrivalRefusal) -> Bool {
        let role = arrival.sender.role
        guard profile.dossier.speakWhenAddressed.contains(role) else { return false }
        let routes = profile.routes.filter { route in
            route.recipients.contains { $0.choice == .sender && $0.roles.contains(role) }
        }
        let types = Set(routes.flatMap(\.messages))
        let filter = MessageFilter(
            direction: .inbound, state: .inbound(.accepted), dossier: arrival.attributes.subject)
        do throws(StoreError) {
            let page = MessagePage(limit: MessagePage.limits.upperBound)
            return try store.messages(filter, page: page).messages.contains { types.contains($0.type) }
        } catch {
            throw .undecided(error)
        }
    }

    private func check(_ type: MessageType) -> CheckReport {
        profile.check(
            arrival.message.data, as: type.name, copy: .forRole(arrival.own.role), today: today)
    }

    private func chain(_ type: MessageType, _ original: MessageSummary?) throws(ArrivalRefusal) -> [MessageStep] {
        let chain = ReceiptChain(arrival: arrival, profile: profile)
        if let original { return chain.steps(type, about: original.id) }
        let answered = chain.answeredTypes(type)
        guard !answered.isEmpty else { return [] }
        let filter = MessageFilter(
            direction: .outbound, dossier: arrival.attributes.subject, partner: arrival.sender.oin)
        do throws(StoreError) {
            let earlier = try store.messages(filter).messages.first { answered.contains($0.type) }
            return earlier.map { [chain.answered($0.id)] } ?? []
        } catch {
            throw .undecided(error)
        }
    }
}
