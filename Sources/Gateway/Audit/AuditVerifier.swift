internal import Envelope

/// Checks a log, row by row in its order, against itself and against what others hold of it.
///
/// Memory does not grow with the log: only the witnesses and the findings are kept.
struct AuditVerifier {
    /// How far from its place an entry is searched for when its number does not fit its hash.
    private static let neighbourhood: UInt64 = 256

    private(set) var report = AuditReport()
    private let witnesses: [UInt64: [AuditWitness]]
    private var last: UInt64 = 0
    /// Nil when the entry before is missing or not where it was written.
    private var previous: [UInt8]? = AuditEntry.beginning
    /// Entries of checkpoints that a key signed which nobody gave, by that key.
    private var unknown: [[UInt8]: (sequences: ClosedRange<UInt64>, count: UInt64)] = [:]

    init(witnesses: [AuditWitness] = []) {
        self.witnesses = Dictionary(grouping: witnesses) { $0.reference.sequence }
    }

    /// Checks the next row. Rows come with rising numbers.
    mutating func check(_ place: AuditPlace) throws(CryptoError) {
        if place.sequence > last + 1 {
            report.findings.append(.missing(last + 1...place.sequence - 1))
            previous = nil
        }
        last = place.sequence
        report.entries += 1
        guard let entry = place.entry else {
            report.findings.append(.changed(sequence: place.sequence))
            previous = nil
            return
        }
        try checkChain(entry)
        checkWitnesses(entry)
        if entry.record.action == .restore { report.restores.append(entry.sequence) }
    }

    /// Checks a checkpoint, after the rows.
    mutating func check(_ checkpoint: AuditCheckpoint, signedBy keys: [PublicKey]) throws(KeyError) {
        let sequence = checkpoint.reference.sequence
        guard let key = try checkpoint.signer(among: keys) else {
            let (earlier, count) = unknown[checkpoint.signer] ?? (sequence...sequence, 0)
            let range = min(earlier.lowerBound, sequence)...max(earlier.upperBound, sequence)
            unknown[checkpoint.signer] = (range, count + 1)
            return
        }
        guard try checkpoint.isSigned(by: key) else {
            report.findings.append(.badSignature(sequence: sequence))
            return
        }
        report.checkpoints += 1
    }

    /// Ends the check: which keys are missing, and who holds more than the log has?
    mutating func finish() -> AuditReport {
        for (key, found) in unknown.sorted(by: { $0.value.sequences.lowerBound < $1.value.sequences.lowerBound }) {
            report.findings.append(.unknownSigner(key, sequences: found.sequences, count: found.count))
        }
        let beyond = witnesses.values.joined().filter { $0.reference.sequence > last }
        for witness in beyond.sorted(by: { $0.reference.sequence < $1.reference.sequence }) {
            report.findings.append(
                .cutOff(sequence: witness.reference.sequence, last: last, holder: witness.holder))
        }
        return report
    }

    private mutating func checkChain(_ entry: AuditEntry) throws(CryptoError) {
        let hash = try AuditEntry.hash(entry.record, sequence: entry.sequence, previous: entry.previous)
        guard hash == entry.hash else {
            if let original = try origin(entry) {
                report.findings.append(.moved(sequence: entry.sequence, original: original))
                previous = nil
            } else {
                report.findings.append(.changed(sequence: entry.sequence))
                previous = entry.hash
            }
            return
        }
        if let previous, previous != entry.previous { report.findings.append(.notFollowing(sequence: entry.sequence)) }
        previous = entry.hash
    }

    /// The number under which the entry's hash is right.
    private func origin(_ entry: AuditEntry) throws(CryptoError) -> UInt64? {
        let first = entry.sequence > Self.neighbourhood ? entry.sequence - Self.neighbourhood : 1
        for candidate in first...entry.sequence + Self.neighbourhood {
            let hash = try AuditEntry.hash(entry.record, sequence: candidate, previous: entry.previous)
            if hash == entry.hash { return candidate }
        }
        return nil
    }

    private mutating func checkWitnesses(_ entry: AuditEntry) {
        for witness in witnesses[entry.sequence] ?? [] {
            if witness.reference.hash == entry.hash {
                report.witnesses += 1
            } else {
                report.findings.append(.contradicted(sequence: entry.sequence, holder: witness.holder))
            }
        }
    }
}
