import Envelope
import Schemas
import Testing

@testable import Gateway

/// Keys that are real, and used where they do not count; envelopes that are real, and brought elsewhere.
@Suite("Attacks: keys and envelopes of others", .serialized)
struct ForeignKeyTests {
    private static let refused = 403

    @Test("a retour that a contactpersoon signed is refused; the node's own counts")
    func personsRetour() async throws {
        let group = try await NodeGroup([1])
        group.region.setEndpoint(2, "https://127.0.0.1:9/as2")
        try group.publish()
        let sent = try await group[1].send("registratie", try SampleProfiles.form("registratie"))
        let desk = try Forger(group, as: 2)
        let retour = try SampleProfiles.form("retour-aanvaard").setting("/bericht", .string(sent.message.description))
        let byPerson = try desk.message("retour", retour, to: 1, dossier: sent.dossier)
        #expect(try await desk.disposition(of: byPerson, to: 1) == "processed/error: WT8007")
        #expect(try group[1].arrivals().isEmpty)
        #expect(try group[1].steps(of: sent.message, to: 2) == [])
        let byNode = try desk.message("retour", retour, to: 1, dossier: sent.dossier)
        #expect(try await desk.disposition(of: byNode, to: 1, byNode: true) == "processed")
        #expect(try group[1].steps(of: sent.message, to: 2).map(\.kind) == [.gekeurd])
        await group.stop()
    }

    @Test("a retour about a message that was sent to another party is refused")
    func retourOfAnother() async throws {
        let group = try await NodeGroup([1])
        for number in [2, 3] { group.region.setEndpoint(number, "https://127.0.0.1:9/as2") }
        try group.publish()
        let sent = try await group[1].send("registratie", try SampleProfiles.form("registratie"))
        let gemeente = try Forger(group, as: 3)
        let retour = try SampleProfiles.form("retour-aanvaard").setting("/bericht", .string(sent.message.description))
        let message = try gemeente.message("retour", retour, to: 1, dossier: sent.dossier)
        let answer = try await gemeente.disposition(of: message, to: 1, byNode: true)
        #expect(answer.hasPrefix("processed/error: WT8"))
        #expect(try group[1].steps(of: sent.message, to: 2) == [])
        #expect(try group[1].arrivals().isEmpty)
        await group.stop()
    }

    @Test("a message in another party's name, signed with an own valid key, is refused without a word of why")
    func borrowedName() async throws {
        let group = try await NodeGroup([2])
        let (care, other) = (try Forger(group, as: 1), try Forger(group, as: 10))
        let message = try care.message("registratie", try SampleProfiles.form("registratie"), to: 2)
        let sealed = try other.envelope(message, to: 2)
        let inName = try await other.raw(sealed, to: 2, outerFrom: 1)
        let inOwn = try await other.raw(sealed, to: 2)
        for answer in [inName, inOwn] {
            #expect(
                !String(decoding: answer.body, as: UTF8.self).contains(
                    "automatic-action/MDN-sent-automatically; processed\r"))
        }
        #expect(try group[2].arrivals().isEmpty)
        #expect(try group[2].store.messages(MessageFilter(direction: .outbound)).messages.isEmpty)
        await group.stop()
    }

    @Test("an envelope that is brought to a party that it is not sealed for tells nothing, and is nowhere stored")
    func replayedElsewhere() async throws {
        let group = try await NodeGroup([2, 3])
        let care = try Forger(group, as: 1)
        let message = try care.message("registratie", try SampleProfiles.form("registratie"), to: 2)
        let sealed = try care.envelope(message, to: 2)
        let garbage = try await care.raw(Array("hallo".utf8), to: 3)
        #expect(try await care.raw(sealed, to: 3) == garbage)
        #expect(try await care.raw(sealed, to: 3, outerTo: 2) == garbage)
        #expect(garbage.status == Self.refused)
        #expect(try group[3].arrivals().isEmpty)
        #expect(try await care.raw(sealed, to: 2).status == 200)
        await group.stop()
    }

    @Test("twenty repeats at the same time, under new transport ids, take effect once")
    func flood() async throws {
        let group = try await NodeGroup([2])
        let care = try Forger(group, as: 1)
        let message = try care.message("registratie", try SampleProfiles.form("registratie"), to: 2)
        let sealed = try (0..<4).map { _ in try care.envelope(message, to: 2) }
        let answers = try await withThrowingTaskGroup(of: HTTPResponse.self) { tasks in
            for number in 0..<20 {
                tasks.addTask { try await care.raw(sealed[number % 4], to: 2, messageID: "<\(number)@proef>") }
            }
            return try await tasks.reduce(into: Set<HTTPResponse>()) { $0.insert($1) }
        }
        #expect(answers.count == 1)
        #expect(try group[2].arrivals().count == 1)
        #expect(try group[2].store.messages(MessageFilter(direction: .outbound)).messages.count == 1)
        #expect(try group[2].store.auditEntries().filter { $0.record.action == .accept }.count == 1)
        await group.stop()
    }

    @Test("a party with a third contactpersoon is not heard, whoever of them signs; others are")
    func third() async throws {
        let group = try await NodeGroup([2])
        let mail = SampleRegion.mail(1, 3)
        let mint = try CertificateMint.shared.get()
        try group.region.setKeys(of: mail) { keys in
            for use in [CertificateUse.signing, .encryption] {
                let holder = try mint.issue("Derde", oin: SampleRegion.oinText(1), mail: mail, use: use)
                keys.append(NodeRegion.Entry(holder: holder, use: use == .signing ? "signing" : "encryption"))
            }
        }
        let care = try Forger(group, as: 1)
        let sealed = try care.envelope(
            try care.message("registratie", try SampleProfiles.form("registratie"), to: 2), to: 2)
        group.region.setPeople(1, 3)
        try group.publish()
        let garbage = try await care.raw(Array("hallo".utf8), to: 2)
        #expect(try await care.raw(sealed, to: 2) == garbage)
        #expect(try group[2].arrivals().isEmpty)
        let other = try Forger(group, as: 10)
        #expect(try await other.send("registratie", try SampleProfiles.form("registratie")) == "processed")
        await group.stop()
    }

    @Test("a key whose certificate has expired is not heard any more")
    func expired() async throws {
        let region = try NodeRegion()
        let mint = try CertificateMint.shared.get()
        let mail = SampleRegion.mail(1, 1)
        try region.setKeys(of: mail) { keys in
            let holder = try mint.issue(
                "Persoon", oin: SampleRegion.oinText(1), mail: mail, use: .signing, from: -10, until: 1)
            keys[0] = NodeRegion.Entry(holder: holder, use: "signing")
        }
        let group = try await NodeGroup([2], region: region)
        let care = try Forger(group, as: 1)
        let form = try SampleProfiles.form("registratie")
        #expect(try await care.send("registratie", form) == "processed")
        group.clock.advance(seconds: 2 * 86_400)
        try group.publish()
        let garbage = try await care.raw(Array("hallo".utf8), to: 2)
        let holder = try #require(region.holder(of: mail, use: "signing"))
        let late = try care.envelope(
            try care.message("registratie", form, to: 2), to: 2,
            signer: try MessageSigner(certificate: holder.certificate, key: holder.key))
        #expect(try await care.raw(late, to: 2) == garbage)
        #expect(try group[2].arrivals().count == 1)
        await group.stop()
    }
}
