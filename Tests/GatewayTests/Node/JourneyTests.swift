import Envelope
import Schemas
import Testing

@testable import Gateway

/// Real nodes, real TLS on loopback, real files.
@Suite("Node: the journey of a dossier", .serialized)
struct JourneyTests {
    @Test("a registratie arrives, is receipted, and its retour comes back")
    func registratie() async throws {
        let group = try await NodeGroup([1, 2])
        let (sender, desk) = (try group[1], try group[2])
        let report = try await sender.send("registratie", try SampleProfiles.form("registratie"))
        let (own, other) = (try sender.oin, try desk.oin)
        #expect(report.receivers.map(\.party) == [other])
        try await sender.wait(for: report.message, to: 2, .delivered)
        let steps = try await sender.chain(of: report.message, to: 2, count: 2)
        #expect(steps.map(\.kind) == [.opgeslagen, .gekeurd])
        #expect(steps.flatMap(\.codes) == [])
        let arrival = try desk.store.arrival(InboundID(message: report.message, source: own))
        #expect(arrival.state == .accepted)
        let parties = try #require(try desk.store.parties(of: report.dossier))
        #expect(parties.opener == own)
        #expect(parties.addressed == [other])
        await group.stop()
    }

    @Test("four forms, an aanmeldbericht and its reactie: each reaches whom it should, and the chain is complete")
    func wholeDossier() async throws {
        let group = try await NodeGroup([1, 2, 3, 5])
        let (care, desk, town, housing) = (try group[1], try group[2], try group[3], try group[5])
        let first = try await care.send("registratie", try SampleProfiles.form("registratie"))
        let dossier = first.dossier
        let form = try SampleProfiles.form("aanmelding").setting("/verblijfsgemeente", "GM0080")
        let second = try await care.send("aanmelding", form, dossier: dossier)
        #expect(second.receivers.map(\.role) == ["transferpunt", "gemeente"])
        let third = try await care.send("vervolgwonen", try SampleProfiles.form("vervolgwonen"), dossier: dossier)
        for (message, party) in [(first.message, 2), (second.message, 2), (second.message, 3), (third.message, 2)] {
            try await care.wait(for: message, to: party, .delivered)
            let steps = try await care.chain(of: message, to: party, count: 2)
            #expect(steps.map(\.kind) == [.opgeslagen, .gekeurd])
            #expect(steps.flatMap(\.codes) == [])
        }
        let source = try care.oin
        let copies = try [desk, town].map {
            try $0.store.content(of: .inbound(InboundID(message: second.message, source: source)))
        }
        let fields = try copies.map {
            try #require(try JSONDocument(parsing: $0).root["data"])["burgerservicenummer"] != nil
        }
        #expect(fields == [false, true])

        let offer = try SampleProfiles.form("aanmeldbericht").setting("/uitstroomgemeente", "GM0080")
        let letter = try await desk.send("aanmeldbericht", offer, dossier: dossier, chosen: [5])
        try await desk.wait(for: letter.message, to: 5, .delivered)
        try await desk.wait(for: letter.message, to: 3, .delivered)
        let answer = try await housing.send("reactie", try SampleProfiles.form("reactie"), dossier: dossier)
        try await housing.wait(for: answer.message, to: 2, .delivered)
        let chain = try await desk.chain(of: letter.message, to: 5, count: 3)
        #expect(chain.map(\.kind) == [.opgeslagen, .gekeurd, .beantwoord])
        #expect(chain.last?.message == answer.message)
        await group.stop()
    }

    @Test("geopend by a person comes back to the sender's message")
    func opened() async throws {
        let group = try await NodeGroup([1, 2])
        let (sender, desk) = (try group[1], try group[2])
        let report = try await sender.send("registratie", try SampleProfiles.form("registratie"))
        try await sender.wait(for: report.message, to: 2, .delivered)
        let data: JSONTree = [
            "bericht": .string(report.message.description), "contactpersoon": "Persoon 2-1",
            "geopendOp": .string(group.clock.now.description),
        ]
        _ = try await desk.node.submit(Submission(type: "geopend", data: data.encoded(), releasedBy: .node))
        let chain = try await sender.chain(of: report.message, to: 2, count: 3)
        #expect(chain.map(\.kind) == [.opgeslagen, .gekeurd, .geopend])
        #expect(chain.last?.by == SampleRegion.mail(2, 1))
        // Neither the retour nor this is answered by another.
        let types = try sender.store.messages(MessageFilter(direction: .outbound)).messages.map(\.type)
        #expect(types == ["registratie"])
        await group.stop()
    }

    @Test("ten messages of one dossier arrive in their order, also when the receiver comes late")
    func order() async throws {
        let group = try await NodeGroup([1, 2]) {
            $0.retry.pauses = [1]; $0.retry.thenEvery = 1
        }
        let (sender, desk) = (try group[1], try group[2])
        group.region.setEndpoint(2, "https://127.0.0.1:9/as2")
        try group.publish()
        let first = try await sender.send("registratie", try SampleProfiles.form("registratie"))
        try await sender.wait(for: first.message, to: 2, .deferred)
        for _ in 0..<9 {
            try await sender.send("vervolgwonen", try SampleProfiles.form("vervolgwonen"), dossier: first.dossier)
        }
        group.region.setEndpoint(2, "https://127.0.0.1:\(desk.node.port)/as2")
        try group.publish()
        let arrived = try await until {
            let arrived = try desk.arrivals()
            return arrived.count == 10 ? arrived : nil
        }
        #expect(arrived.allSatisfy { $0.state == .inbound(.accepted) })
        #expect(arrived.last?.id.message == first.message)
        await group.stop()
    }
}
