internal import Envelope

/// Messages that arrive.
extension Store {
    /// Stores a verified message with its receipt, what it adds to its dossier, what it answers, what answers it, and the
    /// log, in one transaction.
    ///
    /// - Parameters:
    ///   - replies: messages that go back because of it, such as a retour.
    ///   - steps: for the receipt chains of earlier messages. One whose message is gone or damaged is left out.
    ///   - start: the replies that begin at once.
    ///   - audit: written when the message is stored; what else happened is for the caller to record.
    /// - Throws: `destroyed` when the dossier was destroyed; `damaged` when an earlier message with this id can't be read.
    func receive(
        _ new: NewInbound, dossier: DossierChange? = nil, replies: [NewDelivery] = [], steps: [MessageStep] = [],
        audit: [AuditRecord], start: DirectStart = .none
    ) async throws(StoreError) -> InboundOutcome {
        let safe = safe
        do throws(StoreError) {
            return try await writer.write(.receive) { (connection) throws(StoreError) in
                start.forget()
                let table = MessageTable(connection: connection, safe: safe)
                if let earlier = try table.find(.inbound(new.inbound)) {
                    return try Self.compare(new.content, earlier, table)
                }
                var places = DossierPlaces(table)
                if let dossier { try places.apply(dossier) }
                try Self.insert(new, at: try places.place(of: new.dossier), into: table)
                for reply in replies {
                    try Self.insert(reply, at: try places.place(of: reply.dossier), into: table, start)
                }
                for entry in steps { try Self.add(entry, table) }
                try AuditTable(connection: connection).append(audit)
                return .stored
            }
        } catch {
            guard error.reason == .dossierTaken else { throw error }
            return .dossierTaken
        }
    }

    /// What would become of a message with this id and content, without storing anything; nil when the id is new.
    ///
    /// For an early answer to a repeat. ``receive(_:dossier:audit:)`` decides again.
    func earlierOutcome(of id: InboundID, content: [UInt8]) throws(StoreError) -> InboundOutcome? {
        try readers.read { (connection) throws(StoreError) in
            let table = MessageTable(connection: connection, safe: safe)
            guard let earlier = try table.find(.inbound(id)) else { return nil }
            return try Self.compare(content, earlier, table)
        }
    }

    private static func add(_ entry: MessageStep, _ table: MessageTable) throws(StoreError) {
        guard var row = try table.find(entry.message), try table.safe.isProved(row) else {
            return
        }
        try StepTable(connection: table.connection, safe: table.safe).add(entry.step, to: row)
        // Who answers a message has it: of a party that reads mail, nothing else ever says so.
        guard entry.step.kind == .beantwoord, row.outboundState == .overhandigd else { return }
        row.state = .outbound(OutboundStep.deliver.to)
        row.changed = entry.step.time
        row.reason = nil
        try table.update(row)
    }

    private static func compare(
        _ content: [UInt8], _ earlier: MessageRow, _ table: MessageTable
    ) throws(StoreError) -> InboundOutcome {
        try table.safe.check(earlier)
        let key = try table.safe.key(of: earlier)
        let parts = try table.arrivalParts(of: earlier, key: key)
        return parts.content == content ? .repeated(receipt: parts.receipt) : .idReused
    }

    private static func insert(
        _ new: NewInbound, at place: DossierPlaces.Place, into table: MessageTable
    ) throws(StoreError) {
        let row = try table.insert(
            MessageRow(
                id: .inbound(new.inbound), own: new.recipient, dossier: new.dossier, type: new.type, actor: "",
                created: new.receivedAt, key: place.key.id, state: .inbound(new.state), changed: new.receivedAt,
                reason: new.codes.isEmpty ? nil : new.codes.joined(separator: " ")),
            dossier: place.number)
        let parts = ArrivalParts(content: new.content, evidence: new.evidence, mic: new.mic, receipt: new.receipt)
        try table.write(parts.joined, .arrival, of: row, key: place.key.key)
    }
}
