import Envelope
import Schemas
import Testing

@testable import Gateway

/// What arrives at an awkward moment: again, too early, or from somebody who can't be answered now.
@Suite("Node: awkward arrivals", .serialized)
struct ArrivalTests {
    @Test("a repeat gets its first receipt, also when the directory now says that the party may not send it")
    func repeatAfterChange() async throws {
        let group = try await NodeGroup([2])
        let care = try Forger(group, as: 1)
        let form = try SampleProfiles.form("registratie")
        let message = try care.message("registratie", form, to: 2)
        let first = try await care.raw(try care.envelope(message, to: 2), to: 2)
        group.region.setRole(1, "huurdersorganisatie")
        try group.publish()
        let second = try await care.raw(try care.envelope(message, to: 2), to: 2)
        #expect(first.status == 200)
        let isSame = second.body == first.body
        #expect(isSame)
        #expect(try await care.send("registratie", form) == "processed/error: WT8004")
        await group.stop()
    }

    @Test("what a later directory may allow, or a clock that is right, is put off; what is old is refused")
    func tooEarly() async throws {
        let group = try await NodeGroup([2])
        let care = try Forger(group, as: 1)
        let form = try SampleProfiles.form("doorgeleiding")
        let edition = try group[2].directory.current.edition
        let later = try #require(ChainReference(sequence: edition.sequence + 1, hash: edition.hash))
        let id = StoreFixture.messageID()
        let early = try care.message("doorgeleiding", form, to: 2, id: id, edition: later)
        #expect(try await care.raw(try care.envelope(early, to: 2), to: 2).status == 503)
        #expect(try group[2].directory.noticed == [later])
        #expect(try group[2].store.auditEntries(about: id).isEmpty)
        #expect(try await care.send("doorgeleiding", form) == "processed/error: WT8004")
        // Nobody can be asked: after a day it is refused.
        group.clock.advance(seconds: OpenClaims.patience + 1)
        let late = try care.message("doorgeleiding", form, to: 2, id: id, edition: later)
        #expect(try await care.disposition(of: late, to: 2) == "processed/error: WT8004")
        #expect(try group[2].store.auditEntries(about: id).map(\.record.result) == ["WT8004"])

        let good = try SampleProfiles.form("registratie")
        let ahead = try care.message("registratie", good, to: 2, seconds: 3_600)
        #expect(try await care.raw(try care.envelope(ahead, to: 2), to: 2).status == 503)
        let old = try care.message("registratie", good, to: 2, seconds: -15 * 86_400)
        #expect(try await care.disposition(of: old, to: 2) == "processed/error: time")
        await group.stop()
    }

    @Test("a retour waits for a sender who can open nothing now")
    func senderWithoutKeys() async throws {
        let group = try await NodeGroup([1, 2])
        for person in 1...2 {
            try group.region.setKeys(of: SampleRegion.mail(1, person)) { keys in
                for index in keys.indices where keys[index].use == "encryption" { keys[index].active = 1 }
            }
        }
        try group.publish()
        let (id, dossier) = (StoreFixture.messageID(), UniqueID.random())
        let content = try Forger(group, as: 1).message(
            "registratie", try SampleProfiles.form("registratie-onvolledig"), to: 2, dossier: dossier, id: id)
        // Past the check of the own node, as other software would.
        let delivery = NewDelivery(
            id: id, recipient: try SampleRegion.oin(2), dossier: dossier, type: "registratie", content: content,
            releasedBy: SampleRegion.mail(1, 1), created: group.clock.now)
        try await group[1].store.submit([delivery], audit: [])
        try group[1].ring()
        try await group[1].wait(for: id, to: 2, .delivered)
        let desk = try group[2]
        let retour = try #require(try desk.store.messages(MessageFilter(direction: .outbound)).messages.first)
        try await desk.wait(for: retour.id.message, to: 1, .deferred)
        group.clock.advance(seconds: 86_400 + 60)
        try group.publish()
        desk.ring()
        try await desk.wait(for: retour.id.message, to: 1, .delivered)
        await group.stop()
    }

    @Test("a corporatie that was picked for an aanmeldbericht reaches the gemeente that got it too")
    func pickedParty() async throws {
        let group = try await NodeGroup([1, 2, 3, 5])
        let (care, desk, housing) = (try group[1], try group[2], try group[5])
        let first = try await care.send("registratie", try SampleProfiles.form("registratie"))
        try await care.wait(for: first.message, to: 2, .delivered)
        let request = try SampleProfiles.form("avgverzoek")
        let early = try await Forger(group, as: 5).send("avgverzoek", request, to: 3, dossier: first.dossier)
        #expect(early == "processed/error: WT8103")
        let offer = try SampleProfiles.form("aanmeldbericht").setting("/uitstroomgemeente", "GM0080")
        let letter = try await desk.send("aanmeldbericht", offer, dossier: first.dossier, chosen: [5])
        for party in [3, 5] { try await desk.wait(for: letter.message, to: party, .delivered) }
        let report = try await housing.send("avgverzoek", request, dossier: first.dossier)
        #expect(Set(report.receivers.map(\.role)) == ["transferpunt", "gemeente"])
        for party in [2, 3] { try await housing.wait(for: report.message, to: party, .delivered) }
        #expect(try group[3].store.parties(of: first.dossier)?.addressed.contains(try housing.oin) == true)
        await group.stop()
    }

    @Test(
        "what a partner writes in a refusal is shown only when it has the form of a code",
        arguments: [("Jikke de Boer", "other"), ("999990019", "other"), ("custom-code", "custom-code")])
    func foreignText(text: String, shown: String) {
        #expect(InboundCode.words(text) == shown)
        #expect(InboundCode.words("WT8004").hasPrefix("WT8004: "))
    }
}
