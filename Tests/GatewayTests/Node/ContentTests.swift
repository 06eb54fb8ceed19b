import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// Content: what is refused for it, and where it never shows.
@Suite("Node: content", .serialized)
struct ContentTests {
    @Test("a form that breaks its rules is stored as rejected, receipted, and answered with every code")
    func rejected() async throws {
        let group = try await NodeGroup([1, 2])
        let (sender, desk) = (try group[1], try group[2])
        let forger = try Forger(group, as: 1)
        let id = StoreFixture.messageID()
        let dossier = UniqueID.random()
        let content = try forger.message(
            "registratie", try SampleProfiles.form("registratie-onvolledig"), to: 2, dossier: dossier, id: id)
        let other = try desk.oin
        // Past the check of the own node, as other software would.
        let delivery = NewDelivery(
            id: id, recipient: other, dossier: dossier, type: "registratie", content: content,
            releasedBy: SampleRegion.mail(1, 1), created: group.clock.now)
        try await sender.store.submit([delivery], audit: [])
        sender.ring()
        try await sender.wait(for: id, to: 2, .delivered)
        let chain = try await sender.chain(of: id, to: 2, count: 2)
        let codes = try #require(chain.last).codes
        #expect(codes.contains("WT2101"))
        let arrival = try desk.store.arrival(InboundID(message: id, source: try sender.oin))
        #expect(arrival.state == .rejected)
        #expect(Set(arrival.codes) == Set(codes))
        #expect(try desk.store.parties(of: dossier) == nil)
        let answers = try desk.store.messages(MessageFilter(direction: .outbound)).messages
        let retour = try desk.store.content(of: try #require(answers.first).id)
        let profile = try SampleProfiles.fryslan.get()
        let report = try profile.check(bytes: retour, type: "retour", today: group.clock.moment.today)
        #expect(report.findings.map(\.sentence) == [])
        await group.stop()
    }

    @Test("nothing of an uitstromer is in logs, metrics, health, audit log or files")
    func nothingLeaks() async throws {
        let group = try await NodeGroup([1, 2, 3])
        let form = try SampleProfiles.form("registratie")
        let care = try group[1]
        let report = try await care.send("registratie", form)
        let second = try await care.send(
            "aanmelding", try SampleProfiles.form("aanmelding").setting("/verblijfsgemeente", "GM0080"),
            dossier: report.dossier)
        for (message, party) in [(report.message, 2), (second.message, 2), (second.message, 3)] {
            _ = try await care.chain(of: message, to: party, count: 2)
        }
        _ = try? await care.send("registratie", try SampleProfiles.form("registratie-onvolledig"))
        let secrets = try ["registratie", "aanmelding"].flatMap { name in
            try Self.texts(
                try SampleProfiles.form(name), ["burgerservicenummer", "achternaam", "telefoonnummer", "mailadres"])
        }
        #expect(secrets.count >= 4)
        for node in group.nodes.values {
            let pages = await [
                node.node.watch.answer(HTTPRequest(method: "GET", path: "/metrics")),
                node.node.watch.answer(HTTPRequest(method: "GET", path: "/healthz")),
            ]
            #expect(pages.allSatisfy { $0.status == 200 })
            let audit = try node.store.auditEntries().flatMap(\.line)
            let everything = Array(node.log.utf8) + pages.flatMap(\.body) + audit + (try node.fixture.bytesOnDisk())
            #expect(everything.count > 10_000)
            for secret in secrets {
                #expect(Data(everything).range(of: Data(secret.utf8)) == nil, "\(node.number)")
            }
        }
        await group.stop()
    }

    private static func texts(_ form: JSONTree, _ fields: [String]) throws -> [String] {
        let root = try JSONDocument(parsing: form.encoded()).root
        return fields.compactMap { root[$0]?.string }
    }
}
