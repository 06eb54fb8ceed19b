import Envelope
import Foundation
import Testing

@testable import Gateway

@Suite("Audit: verifying the log")
struct AuditVerifierTests {
    private func log(_ count: Int) throws -> [AuditEntry] {
        var entries: [AuditEntry] = []
        for number in 1...UInt64(count) {
            entries.append(
                try AuditEntry(
                    StoreFixture.record(.open, detail: "nummer \(number)"), sequence: number,
                    previous: entries.last?.hash ?? AuditEntry.beginning))
        }
        return entries
    }

    private func findings(_ entries: [AuditEntry], _ witnesses: [AuditWitness] = []) throws -> [AuditFinding] {
        var verifier = AuditVerifier(witnesses: witnesses)
        for entry in entries { try verifier.check(AuditPlace(sequence: entry.sequence, entry: entry)) }
        return verifier.finish().findings
    }

    private func entry(_ entry: AuditEntry, sequence: UInt64? = nil, detail: String? = nil) -> AuditEntry {
        AuditEntry(
            sequence: sequence ?? entry.sequence,
            record: detail.map { StoreFixture.record(.open, detail: $0) } ?? entry.record, previous: entry.previous,
            hash: entry.hash)
    }

    private func witness(_ entry: AuditEntry) throws -> AuditWitness {
        AuditWitness(reference: try #require(entry.reference), holder: "partner")
    }

    @Test("a whole log has no findings, with witnesses too")
    func whole() throws {
        let entries = try log(50)
        #expect(try findings(entries, [witness(entries[0]), witness(entries[49])]) == [])
    }

    @Test("a changed entry is named", arguments: [0, 7, 19])
    func changed(index: Int) throws {
        var entries = try log(20)
        entries[index] = entry(entries[index], detail: "iets anders")
        #expect(try findings(entries) == [.changed(sequence: UInt64(index + 1))])
    }

    @Test("missing entries are named")
    func missing() throws {
        var entries = try log(20)
        entries.removeSubrange(4...6)
        #expect(try findings(entries) == [.missing(5...7)])
        entries = try log(20)
        entries.removeFirst()
        #expect(try findings(entries) == [.missing(1...1)])
    }

    @Test("entries that changed places are both named, with where they stood")
    func reordered() throws {
        var entries = try log(20)
        let (fifth, ninth) = (entries[4], entries[8])
        entries[4] = entry(ninth, sequence: 5)
        entries[8] = entry(fifth, sequence: 9)
        #expect(try findings(entries) == [.moved(sequence: 5, original: 9), .moved(sequence: 9, original: 5)])
    }

    @Test("an entry that was replaced with a right hash breaks the chain after it")
    func replaced() throws {
        var entries = try log(20)
        entries[9] = try AuditEntry(StoreFixture.record(.open), sequence: 10, previous: entries[8].hash)
        #expect(try findings(entries) == [.notFollowing(sequence: 11)])
    }

    @Test("a cut-off end is found against what a partner holds, and only then")
    func cutOff() throws {
        let entries = try log(20)
        let cut = Array(entries.prefix(12))
        #expect(try findings(cut) == [])
        #expect(
            try findings(cut, [witness(entries[15])]) == [.cutOff(sequence: 16, last: 12, holder: "partner")])
    }

    @Test("a log that was written anew, chain and all, is found against what a partner holds")
    func rewritten() throws {
        let entries = try log(20)
        var other = Array(entries.prefix(9))
        for number in 10...20 {
            other.append(
                try AuditEntry(StoreFixture.record(.open), sequence: UInt64(number), previous: other[number - 2].hash))
        }
        #expect(try findings(other) == [])
        #expect(
            try findings(other, [witness(entries[4]), witness(entries[15])]) == [
                .contradicted(sequence: 16, holder: "partner")
            ])
    }

    @Test("an entry's hash is the sha256sum of its line")
    func line() throws {
        let entry = try #require(try log(2).last)
        #expect(try Digest(.sha256, of: entry.line).bytes == entry.hash)
        let text = String(decoding: entry.line, as: UTF8.self)
        #expect(text.contains(#""sequence":"2""#))
        #expect(text.contains(Hexadecimal.text(entry.previous)))
        #expect(!text.contains("\n"))
    }
}
