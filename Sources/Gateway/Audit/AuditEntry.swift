internal import Envelope
internal import Schemas

/// A record at its place in the log.
///
/// Its line is one JSON object with the hash of the line before it; its hash is the SHA-256 of its own line. So the log can
/// be checked with `sha256sum` alone.
struct AuditEntry: Hashable, Sendable {
    /// 1 for the first entry, and no gaps.
    let sequence: UInt64
    let record: AuditRecord
    /// The hash of the entry before it; 32 zeros before the first.
    let previous: [UInt8]
    let hash: [UInt8]

    static let beginning = [UInt8](repeating: 0, count: 32)

    /// An entry as the log has it; its hash may be wrong.
    init(sequence: UInt64, record: AuditRecord, previous: [UInt8], hash: [UInt8]) {
        self.sequence = sequence
        self.record = record
        self.previous = previous
        self.hash = hash
    }

    /// The entry that follows `previous`.
    init(_ record: AuditRecord, sequence: UInt64, previous: [UInt8]) throws(CryptoError) {
        self.init(
            sequence: sequence, record: record, previous: previous,
            hash: try Self.hash(record, sequence: sequence, previous: previous))
    }

    /// The reference to it that travels in receipts.
    var reference: ChainReference? { ChainReference(sequence: sequence, hash: hash) }

    /// The text that its hash is over, without a line end.
    var line: [UInt8] { Self.line(record, sequence: sequence, previous: previous) }

    /// The hash that the record would have at a place in the chain.
    static func hash(_ record: AuditRecord, sequence: UInt64, previous: [UInt8]) throws(CryptoError) -> [UInt8] {
        try Digest(.sha256, of: line(record, sequence: sequence, previous: previous)).bytes
    }

    private static func line(_ record: AuditRecord, sequence: UInt64, previous: [UInt8]) -> [UInt8] {
        var line = JSONLine()
        line.add("sequence", String(sequence))
        line.add("time", record.time.description)
        line.add("actor", record.actor)
        line.add("action", record.action.rawValue)
        line.add("result", record.result)
        line.add("previous", Hexadecimal.text(previous))
        if let party = record.party { line.add("party", party.description) }
        if let message = record.message { line.add("message", message.description) }
        if let dossier = record.dossier { line.add("dossier", dossier.description) }
        if let detail = record.detail { line.add("detail", detail) }
        return line.closed()
    }
}
