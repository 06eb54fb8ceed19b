import Envelope
import Schemas
import Testing

@testable import Gateway

/// What others try, with keys that are valid and without.
@Suite("Node: attackers", .serialized)
struct AttackTests {
    @Test(
        "another zorgaanbieder's plaatsing and registratie, and a reactie of a corporatie that was not asked, are refused"
    )
    func foreignDossier() async throws {
        let group = try await NodeGroup([1, 2])
        let report = try await group[1].send("registratie", try SampleProfiles.form("registratie"))
        try await group[1].wait(for: report.message, to: 2, .delivered)
        let forger = try Forger(group, as: 10)
        for (type, code) in [("plaatsing", "WT8103"), ("vervolgwonen", "WT8103"), ("registratie", "WT8102")] {
            let receipt = try await forger.send(type, try SampleProfiles.form(type), dossier: report.dossier)
            #expect(receipt == "processed/error: \(code)")
        }
        let housing = try Forger(group, as: 5)
        let receipt = try await housing.send("reactie", try SampleProfiles.form("reactie"), dossier: report.dossier)
        #expect(receipt == "processed/error: WT8103")
        #expect(try group[2].arrivals().count == 1)
        let refusals = try group[2].store.auditEntries().filter { $0.record.action == .reject }.map(\.record.result)
        #expect(refusals == ["WT8103", "WT8103", "WT8102", "WT8103"])
        await group.stop()
    }

    @Test("a type that the role may not send, a form for another gemeente, a node's key under a person's form: refused")
    func wrongRoutes() async throws {
        let group = try await NodeGroup([2, 3])
        let care = try Forger(group, as: 1)
        #expect(
            try await care.send("doorgeleiding", try SampleProfiles.form("doorgeleiding")) == "processed/error: WT8004")
        let elsewhere = try SampleProfiles.form("aanmelding").setting("/verblijfsgemeente", "GM0090")
        #expect(try await care.send("aanmelding", elsewhere, to: 3) == "processed/error: WT8210")
        #expect(
            try await care.send("registratie", try SampleProfiles.form("registratie"), byNode: true)
                == "processed/error: WT8007")
        #expect(try await care.send("plaatsing", try SampleProfiles.form("plaatsing")) == "processed/error: WT8101")
        #expect(try group[2].arrivals().isEmpty)
        await group.stop()
    }

    @Test("who names an edition that is not there gets the refusal, and the log says so")
    func claimedEdition() async throws {
        let group = try await NodeGroup([1, 2])
        let report = try await group[1].send("registratie", try SampleProfiles.form("registratie"))
        try await group[1].wait(for: report.message, to: 2, .delivered)
        let forger = try Forger(group, as: 10)
        let (id, node) = (StoreFixture.messageID(), try group[2])
        let hash = node.directory.current.edition.hash
        func send(_ sequence: UInt64) async throws -> HTTPResponse {
            let claim = try #require(ChainReference(sequence: sequence, hash: hash))
            let message = try forger.message(
                "plaatsing", try SampleProfiles.form("plaatsing"), to: 2, dossier: report.dossier, id: id,
                edition: claim)
            return try await forger.raw(try forger.envelope(message, to: 2), to: 2)
        }
        func refusals() throws -> [String] {
            try node.store.auditEntries(about: id).filter { $0.record.action == .reject }.map(\.record.result)
        }
        // Nobody looked yet.
        for _ in 1...5 { #expect(try await send(999_999).status == 503) }
        #expect(try refusals().isEmpty)
        #expect(node.log.split(separator: "\n").filter { $0.contains("too-early") }.count <= 2)
        node.directory.disprove(
            try #require(ChainReference(sequence: 999_999, hash: hash)), of: try SampleRegion.oin(10))
        for sequence in [999_999, 1_000_000] as [UInt64] {
            let answer = try await send(sequence)
            #expect(answer.status == 200)
            #expect(String(decoding: answer.body, as: UTF8.self).contains("processed/error: WT8103"))
        }
        #expect(try refusals() == ["WT8103"])
        #expect(try node.arrivals().count == 1)
        // Another one each time helps for a day, and then no more.
        #expect(try await send(999_998).status == 503)
        group.clock.advance(seconds: OpenClaims.patience + 1)
        #expect(try await send(999_997).status == 200)
        await group.stop()
    }

    @Test("a repeat gets the first receipt again; other content under the same id is refused")
    func repeats() async throws {
        let group = try await NodeGroup([2])
        let care = try Forger(group, as: 1)
        let id = StoreFixture.messageID()
        let dossier = UniqueID.random()
        let form = try SampleProfiles.form("registratie")
        let message = try care.message("registratie", form, to: 2, dossier: dossier, id: id)
        let first = try await care.raw(try care.envelope(message, to: 2), to: 2)
        let entries = try group[2].store.auditEntries(about: id).count
        let second = try await care.raw(try care.envelope(message, to: 2), to: 2)
        #expect(first.status == 200)
        let isSame = second.body == first.body
        #expect(isSame)
        #expect(try group[2].store.auditEntries(about: id).count == entries)
        let other = try form.setting("/achternaam", "Anders")
        #expect(
            try await care.send("registratie", other, dossier: dossier, id: id) == "processed/error: id-hergebruikt")
        #expect(try group[2].arrivals().count == 1)
        await group.stop()
    }

    @Test("another party's message id, used first by someone else, disturbs nobody")
    func sameIDByOther() async throws {
        let group = try await NodeGroup([2])
        let (care, other) = (try Forger(group, as: 1), try Forger(group, as: 10))
        let id = StoreFixture.messageID()
        let form = try SampleProfiles.form("registratie")
        #expect(try await other.send("registratie", form, id: id) == "processed")
        #expect(try await care.send("registratie", form, id: id) == "processed")
        #expect(try group[2].arrivals().count == 2)
        await group.stop()
    }

    @Test("a message passed on to another party is refused there; so is one from a third party's address")
    func passedOn() async throws {
        let group = try await NodeGroup([2, 3])
        let care = try Forger(group, as: 1)
        let form = try SampleProfiles.form("aanmelding").setting("/verblijfsgemeente", "GM0080")
        // Sealed again by the transferpunt, which could open it, for the gemeente.
        let message = try care.message("aanmelding", form, to: 2)
        #expect(try await care.disposition(of: message, to: 3, outerTo: 3) == "processed/error: recipient")
        let meant = try care.message("registratie", try SampleProfiles.form("registratie"), to: 2)
        #expect(try await care.raw(try care.envelope(meant, to: 2), to: 2, outerFrom: 10).status == 403)
        #expect(try group[2].node.metrics.value(.refused, "outer-sender") == 1)
        #expect(try group[3].arrivals().isEmpty)
        await group.stop()
    }

    @Test("a receipt is never sent where a message asks for it")
    func foreignReceiptURL() async throws {
        let group = try await NodeGroup([2])
        let care = try Forger(group, as: 1)
        let message = try care.message("registratie", try SampleProfiles.form("registratie"), to: 2)
        let disposition = try await care.disposition(
            of: message, to: 2, headers: ["Receipt-Delivery-Option": "https://127.0.0.1:1/mdn"])
        #expect(disposition == "failed/failure: receipt-address")
        #expect(try group[2].arrivals().isEmpty)
        await group.stop()
    }

    @Test("whatever is not authenticated gets the same answer, and leaves nothing behind but a count")
    func unknownSenders() async throws {
        let group = try await NodeGroup([2])
        let care = try Forger(group, as: 1)
        let node = try group[2]
        let entries = try node.store.auditEntries().count
        let good = try care.envelope(
            try care.message("registratie", try SampleProfiles.form("registratie"), to: 2), to: 2)
        var flipped = good
        flipped[flipped.count - 1] ^= 1
        var short = good
        short.removeLast(40)
        let stranger = try Forger(group, as: 1, isStranger: true)
        let unknown = try stranger.envelope(
            try stranger.message("registratie", try SampleProfiles.form("registratie"), to: 2), to: 2)
        let bodies = [flipped, short, unknown, [], Array("hallo".utf8)]
        var answers: Set<HTTPResponse> = []
        for body in bodies { answers.insert(try await care.raw(body, to: 2)) }
        answers.insert(try await care.raw(good, to: 2, headers: ["Content-Type": "text/plain"]))
        #expect(answers.count == 1)
        #expect(answers.first?.status == 403)
        #expect(try node.store.auditEntries().count == entries)
        #expect(try node.arrivals().isEmpty)
        #expect(node.node.metrics.value(.refused, "tag") == 1)
        #expect(node.node.metrics.value(.refused, "signer-unknown") >= 1)
        await group.stop()
    }
}
