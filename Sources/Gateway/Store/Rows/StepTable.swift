internal import Envelope

/// The receipt chains, inside a transaction of somebody else.
struct StepTable {
    let connection: Connection
    let safe: Safe

    /// Keeps a step with its message. The same step by the same party again changes nothing: the first one counts.
    func add(_ step: ReceiptStep, to row: MessageRow) throws(StoreError) {
        try connection.execute(
            "INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            .integer(row.number), .text(step.kind.rawValue), .text(step.by), SQLValue(step.time),
            SQLValue(step.message), .text(step.codes.joined(separator: " ")),
            .bytes(try safe.prove(Self.fields(step, row.id))))
    }

    /// The steps of a message, in the order of their times.
    ///
    /// - Throws: `damaged` when one is not as the node wrote it.
    func steps(of row: MessageRow) throws(StoreError) -> [ReceiptStep] {
        let rows = try connection.query(
            "SELECT kind, time, actor, brought, codes, seal FROM step WHERE message = ? ORDER BY time",
            .integer(row.number)
        ) { (row) throws(StoreError) in
            let step = ReceiptStep(
                try row.value(0) { ReceiptStep.Kind(rawValue: $0) }, time: row.time(1), by: try row.text(2),
                message: try row.optionalValue(3) { UniqueID($0) },
                codes: try row.text(4).split(separator: " ").map(String.init))
            return (step: step, seal: row.bytes(5))
        }
        for found in rows where try !safe.isProof(found.seal, of: Self.fields(found.step, row.id)) {
            throw StoreError(.damaged, row.id.description)
        }
        return rows.map(\.step).sorted { ($0.kind.place, $0.time) < ($1.kind.place, $1.time) }
    }

    private static func fields(_ step: ReceiptStep, _ id: StoredMessageID) -> [UInt8] {
        var fields = SealedFields("weerthuis/step/1")
        fields.append(id.direction.rawValue)
        fields.append(id.message)
        fields.append(id.partner.description)
        fields.append(step.kind.rawValue)
        fields.append(step.time.secondsSinceEpoch)
        fields.append(step.by)
        fields.append(step.message)
        fields.append(step.codes.joined(separator: " "))
        return fields.bytes
    }
}
