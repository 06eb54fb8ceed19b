internal import Envelope

/// One line of the table of messages, with the seal that proves it.
struct MessageRow: Hashable, Sendable {
    static let columns = """
        number, direction, id, partner, own, dossier, type, actor, created, state, changed, attempts, next, reason, seal,
        key
        """
    /// `next` of a delivery that is due at any time, also after the clock was set back.
    static let always = UTCTime(secondsSinceEpoch: 0)

    /// 0 for a row that is not in the file yet.
    var number: Int64 = 0
    let id: StoredMessageID
    /// The receiving party of an arrival; nil for a delivery.
    let own: OIN?
    let dossier: UniqueID
    let type: String
    /// Who released a delivery; empty for an arrival.
    let actor: String
    let created: UTCTime
    /// Which key its parts stand under; nil in a row from before keys had ids.
    let key: UniqueID?
    var state: MessageSummary.State
    /// The state in the file; nil for a row that is not there yet.
    var storedState: MessageSummary.State?
    var changed: UTCTime
    var attempts = 0
    /// When a delivery is due; nil when it is not.
    var next: UTCTime?
    /// The reason of a delivery's state; the codes of an arrival.
    var reason: String?
    /// The box that proves all of the above, under the node's key.
    var seal: [UInt8] = []

    var keyID: UniqueID { key ?? dossier }

    /// What the seal is bound to.
    var sealedFields: [UInt8] {
        var fields = identityFields("weerthuis/message/1")
        fields.append(actor)
        fields.append(state.rawValue)
        fields.append(changed.secondsSinceEpoch)
        fields.append(Int64(attempts))
        fields.append(next?.secondsSinceEpoch)
        fields.append(reason)
        if let key { fields.append(key) }
        return fields.bytes
    }

    /// What a part is bound to: everything of the message that never changes.
    func context(of part: String) -> [UInt8] {
        var fields = identityFields("weerthuis/part/1")
        fields.append(part)
        return fields.bytes
    }

    private func identityFields(_ purpose: StaticString) -> SealedFields {
        var fields = SealedFields(purpose)
        fields.append(id.direction.rawValue)
        fields.append(id.message)
        fields.append(id.partner.description)
        fields.append(own?.description)
        fields.append(dossier)
        fields.append(type)
        fields.append(created.secondsSinceEpoch)
        return fields
    }
}

extension MessageRow {
    /// - Throws: `damaged` when a value can't be what the node wrote.
    init(_ row: Row) throws(StoreError) {
        let message = try row.uniqueID(2)
        let partner = try row.oin(3)
        switch try row.value(1, { MessageFilter.Direction(rawValue: $0) }) {
        case .outbound:
            id = .outbound(DeliveryID(message: message, recipient: partner))
            own = nil
            state = .outbound(try row.value(9) { OutboundState(rawValue: $0) })
        case .inbound:
            id = .inbound(InboundID(message: message, source: partner))
            own = try row.oin(4)
            state = .inbound(try row.value(9) { InboundState(rawValue: $0) })
        }
        number = row.integer(0)
        storedState = state
        dossier = try row.uniqueID(5)
        type = try row.text(6)
        actor = try row.text(7)
        created = row.time(8)
        changed = row.time(10)
        attempts = Int(row.integer(11))
        next = row.optionalTime(12)
        reason = try row.optionalText(13)
        seal = row.bytes(14)
        key = row.isNull(15) ? nil : try row.uniqueID(15)
    }

    func summary(isIntact: Bool) -> MessageSummary {
        MessageSummary(
            number: number, id: id, dossier: dossier, type: type, state: state, created: created, changed: changed,
            attempts: attempts, nextAttempt: state == .outbound(.deferred) ? next : nil, lastReason: reason,
            isIntact: isIntact)
    }

    /// Nil for an arrival.
    var outboundState: OutboundState? {
        guard case .outbound(let state) = state else { return nil }
        return state
    }
}

extension MessageSummary.State {
    var rawValue: String {
        switch self {
        case .outbound(let state): state.rawValue
        case .inbound(let state): state.rawValue
        }
    }
}

extension StoredMessageID {
    var direction: MessageFilter.Direction {
        switch self {
        case .outbound: .outbound
        case .inbound: .inbound
        }
    }
}
