import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// Runs the two nodes and their administrator.
final class KeyOffice {
    static let overlap: Int64 = 14 * 86_400

    let group: NodeGroup
    private let log = KeyLog()
    private let rings: [Int: KeyRing]
    private var draft: DirectoryDraft
    private var edition: Directory
    private let desk: DirectoryDesk
    private let folder: WorkFolder
    private var administrator: CertificateMint.Holder
    private let online: CertificateMint.Holder
    /// Every key there ever was, by party.
    private var holders: [Int: [CertificateMint.Holder]]
    private var sent: [(message: UniqueID, from: Int, to: Int)] = []
    private var revoked: [[UInt8]: UTCTime] = [:]
    private var made = RotationCounts()

    init() async throws {
        let region = try NodeRegion()
        let rings = [1: region.ring(of: 1), 2: region.ring(of: 2)]
        self.rings = rings
        group = try await NodeGroup([1, 2], region: region, keys: { rings[$1] ?? $0.ring(of: $1) })
        let mint = try CertificateMint.shared.get()
        administrator = try mint.issue("Beheerder", oin: nil, mail: nil, use: .signing, until: 3_000)
        online = try mint.issue("Actueel", oin: nil, mail: nil, use: .signing, until: 3_000)
        folder = try WorkFolder()
        let pins = try #require(
            DirectoryPins(
                region: "Proefregio", administrators: [administrator.certificate], freshnessKeys: [online.certificate]))
        desk = DirectoryDesk(
            folder: try DirectoryFolder(folder["directory"]), pins: pins, own: nil, routing: region.routing,
            acceptsExamples: true)
        draft = try DirectoryDraft(parsing: try region.document(at: group.clock.now).encoded())
        edition = try group[1].directory.current.directory
        holders = [1: region.holders(of: 1), 2: region.holders(of: 2)]
        let (clock, node) = (group.clock, try group[1])
        log.watch { certificate in
            node.directory.current.directory.recipient(certificate).map { ($0.key.life, clock.now) }
        }
        try publish()
    }

    /// The next edition is in force at both nodes, and each has the keys that are not destroyed yet.
    func publish() throws {
        let now = group.clock.now
        let outcome = try considered(by: administrator)
        try #require(outcome.isAdopted, "\(outcome.events)")
        let snapshot = try #require(outcome.standing.snapshot)
        edition = snapshot.directory
        for (number, node) in group.nodes {
            renewRing(number, now)
            node.directory.set(snapshot)
        }
    }

    /// The draft as the next edition, signed by an administrator and judged as a node judges it.
    private func considered(by signer: CertificateMint.Holder) throws -> DirectoryDesk.Outcome {
        let now = group.clock.now
        let made = try draft.edition(after: edition, issued: now, validUntil: now.adding(seconds: 90 * 86_400))
        let statement = FreshnessStatement(region: "Proefregio", edition: made.directory.edition, time: now)
        return try desk.consider(
            edition: try sign(made.document, by: signer), freshness: try sign(statement.encoded(), by: online),
            from: nil,
            at: now)
    }

    private func sign(_ content: [UInt8], by holder: CertificateMint.Holder) throws -> [UInt8] {
        let signer = try MessageSigner(certificate: holder.certificate, key: holder.key)
        return try SignedDocument.sign(content, by: signer, at: group.clock.now).encoded
    }

    /// The old key of the directory signs who the next one is; after that it counts for nothing.
    func rotateDirectoryKey() throws {
        let old = administrator
        let next = try CertificateMint.shared.get().issue("Opvolger", oin: nil, mail: nil, use: .signing, until: 3_000)
        draft.set("administrators", [.string(old.base64), .string(next.base64)])
        try publish()
        administrator = next
        draft.set("administrators", [.string(next.base64)])
        try publish()
        let refused = try considered(by: old)
        #expect(!refused.isAdopted && refused.events.map(\.code) == ["directory-signature"])
        made.directoryKeys += 1
    }

    private func renewRing(_ number: Int, _ now: UTCTime) {
        let kept = (holders[number] ?? []).filter { holder in
            let owner = edition.recipient(holder.certificate.encoded) ?? edition.signer(holder.certificate.encoded)
            return owner.map { $0.key.life.state(at: now) != .gone } ?? false
        }
        let log = log
        rings[number]?.renew(
            from: KeyRing(
                kept.map { holder in
                    OwnKey(
                        file: "test", certificate: holder.certificate, signing: holder.key,
                        decryption: WatchedKey(key: holder.key, certificate: holder.certificate, log: log))
                }))
    }

    /// New keys for all four, in force a day later; messages leave before, at and after that moment.
    func rotateAll() async throws {
        let start = group.clock.now.adding(seconds: 86_400)
        for number in [1, 2] {
            for mail in try mails(number) {
                try rotate(mail, number, from: start)
                made.rotations += 1
            }
        }
        try publish()
        try await send(1)
        group.clock.advance(seconds: 86_398)
        try await send(2)
        group.clock.advance(seconds: 4)
        try await send(2)
        try await drain()
        group.clock.advance(seconds: 86_400)
        // An edition that nobody confirmed for a day stops the sending.
        try publish()
    }

    private func rotate(_ mail: String, _ number: Int, from start: UTCTime) throws {
        for use in KeyUse.allCases {
            try draft.rotate(
                to: try newKey(use, mail, number, from: start), holder: mail, of: try SampleRegion.oin(number),
                overlap: Self.overlap, at: group.clock.now)
        }
    }

    private func newKey(_ use: KeyUse, _ mail: String, _ number: Int, from start: UTCTime) throws -> NewKey {
        let holder = try CertificateMint.shared.get().issue(
            "Persoon", oin: SampleRegion.oinText(number), mail: mail, use: use == .signing ? .signing : .encryption,
            until: 3_000)
        holders[number, default: []].append(holder)
        return NewKey(use, holder.certificate, activeFrom: start)
    }

    /// Somebody's keys are stolen while messages are under way; the person gets new ones at once.
    func revokeOne(_ round: Int) async throws {
        let number = round / 5 % 2 + 1
        let mail = try #require(try mails(number).first)
        try await send(2)
        let now = group.clock.now
        let party = try SampleRegion.oin(number)
        for key in edition.party(party)?.contactpersoon(mail: mail)?.keys ?? [] {
            revoked[key.certificate.encoded] = now
        }
        try draft.revoke([.signing, .encryption], holder: mail, of: party, at: now)
        try rotate(mail, number, from: now)
        made.revocations += 1
        try publish()
        try await send(2)
    }

    /// Somebody leaves, and another comes in the same edition.
    func replaceOne(_ round: Int) async throws {
        let number = round / 5 % 2 + 1
        let mail = try #require(try mails(number).last)
        let party = try SampleRegion.oin(number)
        try await send(2)
        // What somebody released has to be signed by that person: it leaves first.
        try await drain()
        let now = group.clock.now
        for key in edition.party(party)?.contactpersoon(mail: mail)?.keys ?? [] where key.use == .signing {
            revoked[key.certificate.encoded] = now
        }
        try draft.depart(mail, of: party, overlap: Self.overlap, at: now)
        let successor = "opvolger\(round)@partij\(number).example"
        try draft.add(
            NewContactpersoon(
                name: "Opvolger \(round)", mail: successor,
                keys: try KeyUse.allCases.map { try newKey($0, successor, number, from: now) }),
            to: party)
        made.replacements += 1
        try publish()
        try await send(2)
    }

    private func mails(_ number: Int) throws -> [String] {
        try #require(edition.party(try SampleRegion.oin(number))).activeContactpersonen(at: group.clock.now).map(\.mail)
    }

    /// Sends forms that are answered: traffic both ways.
    private func send(_ count: Int) async throws {
        let form = try SampleProfiles.form("registratie").encoded()
        for index in 0..<count {
            let people = try mails(1)
            let report = try await group[1].node.submit(
                Submission(
                    type: "registratie", data: form,
                    releasedBy: .contactpersoon(mail: people[index % people.count])))
            sent.append((report.message, 1, 2))
        }
    }

    /// Waits until everything that was sent is delivered and answered. What was put off is tried again at its time, and a partner
    /// whose circuit is open after some seconds: the clock must not run away from a slow machine, for then the directory gets old.
    func drain() async throws {
        let start = ContinuousClock.now
        var passes = 0
        while try undelivered(1) + undelivered(2) > 0 || arrivals(1).count < sent.count {
            guard ContinuousClock.now - start < .seconds(300) else { throw Waiting(description: try waiting()) }
            try await Task.sleep(for: .milliseconds(50))
            passes += 1
            guard try isPutOff() || passes.isMultiple(of: 100) else { continue }
            group.clock.advance(seconds: 400)
            for node in group.nodes.values { node.ring() }
        }
    }

    private struct Waiting: Error, CustomStringConvertible {
        let description: String
    }

    /// What is not delivered, for whoever reads that the test failed.
    private func waiting() throws -> String {
        let stuck = try [1, 2].flatMap { number in
            try all(number, .outbound).filter { $0.state != .outbound(.delivered) }.map { summary in
                "party \(number), \(summary.type): \(summary.state), \(summary.attempts) attempts, \(summary.lastReason ?? "-")"
            }
        }
        return "messages wait at \(group.clock.now): \(stuck); \(try arrivals(1).count) of \(sent.count) answers"
    }

    /// Whether all that is not delivered waits for a time that has not come.
    private func isPutOff() throws -> Bool {
        let waiting = try [1, 2].flatMap { try all($0, .outbound).filter { $0.state != .outbound(.delivered) } }
        let now = group.clock.now
        return !waiting.isEmpty && waiting.allSatisfy { ($0.nextAttempt ?? now) > now }
    }

    private func all(_ number: Int, _ direction: MessageFilter.Direction) throws -> [MessageSummary] {
        var found: [MessageSummary] = []
        var page: MessagePage? = MessagePage(limit: 100)
        while let next = page {
            let list = try group[number].store.messages(MessageFilter(direction: direction), page: next)
            found += list.messages
            page = list.next.map { MessagePage(before: $0, limit: 100) }
        }
        return found
    }

    private func arrivals(_ number: Int) throws -> [MessageSummary] { try all(number, .inbound) }

    private func undelivered(_ number: Int) throws -> Int {
        try all(number, .outbound).count { $0.state != .outbound(.delivered) }
    }

    func counts() throws -> RotationCounts {
        var counts = made
        counts.sealedToRetired = log.sealedToRetired
        for (number, other) in [(1, 2), (2, 1)] {
            let arrived = try arrivals(other)
            let ids = arrived.map(\.id.message)
            let sent = try all(number, .outbound)
            counts.accepted += arrived.count { $0.state == .inbound(.accepted) }
            counts.lost += sent.count { !ids.contains($0.id.message) || $0.state != .outbound(.delivered) }
            counts.duplicates += ids.count - Set(ids).count
            counts.unreadable += try arrived.count { try group[other].store.content(of: $0.id).isEmpty }
            counts.acceptedFromRevoked += try arrived.count { try wasRevoked($0, number, other) }
        }
        return counts
    }

    /// Whether the key that signed a message had been revoked when it arrived.
    private func wasRevoked(_ summary: MessageSummary, _ from: Int, _ at: Int) throws -> Bool {
        guard case .inbound(let id) = summary.id else { return false }
        let arrival = try group[at].store.arrival(id)
        let party = try SampleRegion.oin(from)
        let everybody = SignerList(
            (holders[from] ?? []).filter { $0.certificate.permits(.signing) }.map {
                TrustedSigner(certificate: $0.certificate, party: party, role: .contactpersoon, status: .active)
            })
        let signature = try Evidence.signature(
            of: arrival.evidence, from: Partner(party), in: everybody, at: arrival.receivedAt)
        return revoked[signature.signer.certificate.encoded].map { arrival.receivedAt > $0.adding(seconds: 1) } ?? false
    }
}
