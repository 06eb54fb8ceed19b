import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// People come, leave, lose their keys: by the commands of party and administrator.
@Suite("Commands: contactpersonen change, end to end", .serialized)
struct PeopleWalkTests {
    private typealias Walk = RegionWalk
    private static let party = "00000099000000001000"
    private static let visser = "a.visser@deterp.example"
    private static let dijk = "s.dijk@deterp.example"

    private func approve(_ walk: RegionWalk, _ fingerprint: String, _ more: String...) async throws {
        try await walk.done(
            "directory", "approve", fingerprint, "--compared", fingerprint, "--draft", "{draft.json}", "--authority",
            "\(Walk.authority)/authority.cert.pem", "--authority-key", "\(Walk.authority)/authority.key.pem",
            "--authority-passphrase-file", "{passphrase}", "--node", "{regiobeheerder}", "--after-hours", "0")
    }

    private func people(_ walk: RegionWalk) throws -> [String] {
        let watch = try walk.node("transferpunt").watch
        let party = try #require(watch.directory.current.directory.party(try ExampleNodeFolder.party(1)))
        return party.activeContactpersonen(at: watch.clock.now).map(\.mail).sorted()
    }

    @Test("one leaves with a day by which there is a successor, one is added, one is replaced; a third is refused")
    func comingAndGoing() async throws {
        let walk = try await RegionWalk()
        try await walk.send(as: Walk.bakker)
        await walk.refused(
            "contact", "add", Self.visser, "--name", "A. Visser", "--by", Walk.postma, "--node", "{zorgaanbieder}",
            saying: "afspraak 3g")
        try await leave(walk)
        try await add(walk)
        try await replace(walk)
        await walk.stop()
    }

    private func leave(_ walk: RegionWalk) async throws {
        try await walk.draft()
        let day = String(SystemClock.now.adding(seconds: 60 * 86_400).description.prefix(10))
        await walk.refused(
            "contact", "remove", Walk.bakker, "--draft", "{draft.json}", "--party", Self.party,
            saying: "1 contactpersonen remain, and 2 are asked")
        try await walk.done("contact", "remove", Walk.bakker, "--node", "{zorgaanbieder}")
        try await walk.done(
            "contact", "remove", Walk.bakker, "--draft", "{draft.json}", "--party", Self.party, "--until", day)
        try await walk.reached(try await walk.publish())
        #expect(try people(walk) == [Walk.postma])
        let form = "\(Repository.root)/Tests/Vectors/formulieren/registratie.json"
        let words = ["send", form, "--type", "registratie", "--as", Walk.bakker, "--node", "{zorgaanbieder}"]
        let refused = await walk.run(words)
        #expect(refused.status == .refused, "\(refused.all)")
        // What is sealed from now on can be read by who stays alone.
        try await walk.send(as: Walk.postma)
        let retour = try #require(await walk.arrivals("retour", at: "zorgaanbieder", count: 2).first)
        #expect(try await walk.keys(of: retour.id.message, at: "zorgaanbieder").sealedTo.count == 1)
    }

    private func add(_ walk: RegionWalk) async throws {
        let said = try await walk.done(
            "contact", "add", Self.visser, "--name", "A. Visser", "--by", Walk.postma, "--node", "{zorgaanbieder}")
        try await walk.arrivals("sleutelaanvraag", at: "regiobeheerder", count: 1)
        await walk.refused(
            "directory", "approve", said.line, "--draft", "{draft.json}", "--node", "{regiobeheerder}",
            saying: "compare the fingerprint")
        try await walk.draft()
        try await approve(walk, said.line)
        try await walk.reached(try await walk.publish())
        #expect(try people(walk) == [Self.visser, Walk.postma])
        _ = try await walk.newPair("a-visser-", "signing", at: "zorgaanbieder")
        try await walk.send(as: Self.visser)
    }

    private func replace(_ walk: RegionWalk) async throws {
        let said = try await walk.done(
            "contact", "replace", Walk.postma, Self.dijk, "--name", "S. Dijk", "--by", Self.visser, "--node",
            "{zorgaanbieder}")
        try await walk.arrivals("sleutelaanvraag", at: "regiobeheerder", count: 2)
        try await walk.draft()
        await walk.refused(
            "contact", "replace", Walk.postma, Self.dijk, "--draft", "{draft.json}", "--party", Self.party,
            saying: "approve the request first")
        try await approve(walk, said.line)
        // The new person alone would be the third.
        let check = await walk.run("directory", "check", "{draft.json}")
        #expect(check.status == .refused && check.all.contains("contactpersonen-too-many"), "\(check.all)")
        try await walk.done(
            "contact", "replace", Walk.postma, Self.dijk, "--draft", "{draft.json}", "--party", Self.party)
        try await walk.reached(try await walk.publish())
        #expect(try people(walk) == [Self.visser, Self.dijk])
        _ = try await walk.newPair("s-dijk-", "signing", at: "zorgaanbieder")
        try await walk.send(as: Self.dijk)
    }

    @Test("a stolen key is revoked: what waits for it goes to who remains, under the same id")
    func revoked() async throws {
        let walk = try await RegionWalk()
        await walk.stop("transferpunt")
        let message = try await walk.submit(as: Walk.postma)
        try await until {
            let found = try walk.node("zorgaanbieder").store.messages(MessageFilter(message: message)).messages
            return found.first?.state == .outbound(.deferred) ? true : nil
        }
        #expect(try await walk.keys(of: message, at: "zorgaanbieder").sealedTo.count == 2)
        try await walk.done("keys", "revoke", "--contactpersoon", Walk.hoekstra, "--node", "{transferpunt}")
        try await walk.draft()
        try await walk.done(
            "keys", "revoke", "--contactpersoon", Walk.hoekstra, "--draft", "{draft.json}", "--party",
            "00000099000000002000")
        let number = try await walk.publish()
        try await walk.reached(number, by: ["zorgaanbieder", "regiobeheerder"])
        try await walk.start("transferpunt")
        try await walk.delivered(message)
        let keys = try await walk.keys(of: message, at: "zorgaanbieder")
        #expect(keys.sealedTo == [try walk.name(ofPair: "transferpunt/keys/visser.encryption")])
        let arrived = try await walk.arrivals("registratie", at: "transferpunt", count: 1)
        #expect(arrived.map(\.id.message) == [message])
        let said = try await walk.done("audit", "keys", message.description, "--node", "{zorgaanbieder}")
        #expect(said.printed.contains("of \(Walk.hoekstra) was revoked; edition"), "\(said.printed)")
        // The party's own log says who stopped the key before the edition did.
        let stopped = try walk.name(ofPair: "transferpunt/keys/hoekstra.signing")
        try await until {
            let story = try KeyStory(stopped, in: walk.node("transferpunt").store)
            return story.entries.contains { $0.record.detail?.hasPrefix("this node stops the key") == true }
                ? true : nil
        }
        await walk.stop()
    }

    @Test("both lost their keys: a new start on a medium, in person; partners' messages wait and arrive")
    func bothLost() async throws {
        let walk = try await RegionWalk()
        try await walk.send(as: Walk.postma)
        let first = try #require(await walk.arrivals("retour", at: "zorgaanbieder", count: 1).first)
        try await walk.draft()
        for mail in [Walk.postma, Walk.bakker] {
            try await walk.done("keys", "revoke", "--contactpersoon", mail, "--node", "{zorgaanbieder}")
        }
        var requests: [(fingerprint: String, file: String)] = []
        for (mail, other) in [(Walk.postma, Walk.bakker), (Walk.bakker, Walk.postma)] {
            let said = try await walk.done(
                "keys", "rotate", "--contactpersoon", mail, "--reason", "verlies", "--by", other, "--hold", "--node",
                "{zorgaanbieder}")
            let digits = KeyDesk.digits(said.line).prefix(16)
            requests.append((said.line, "{zorgaanbieder/directory/sleutelaanvraag-\(digits).json}"))
        }
        // While somebody of the party can sign, the usual way is the only one.
        await walk.refused(
            "directory", "approve", requests[0].fingerprint, "--request", requests[0].file, "--party", Self.party,
            "--compared", requests[0].fingerprint, "--draft", "{draft.json}", "--node", "{regiobeheerder}",
            saying: "can still sign")
        for mail in [Walk.postma, Walk.bakker] {
            try await walk.done(
                "keys", "revoke", "--contactpersoon", mail, "--draft", "{draft.json}", "--party", Self.party)
        }
        for (fingerprint, file) in requests {
            await walk.refused(
                "directory", "approve", fingerprint, "--request", file, "--party", Self.party, "--draft",
                "{draft.json}",
                "--node", "{regiobeheerder}", saying: "compare the fingerprint")
            try await walk.done(
                "directory", "approve", fingerprint, "--request", file, "--party", Self.party, "--compared",
                fingerprint, "--draft", "{draft.json}", "--authority", "\(Walk.authority)/authority.cert.pem",
                "--authority-key", "\(Walk.authority)/authority.key.pem", "--authority-passphrase-file", "{passphrase}",
                "--after-hours", "0", "--node", "{regiobeheerder}", "--as", Walk.administrator)
        }
        try await walk.reached(try await walk.publish())
        for name in ["m-postma-", "t-bakker-"] {
            _ = try await walk.newPair(name, "encryption", at: "zorgaanbieder")
            _ = try await walk.newPair(name, "signing", at: "zorgaanbieder")
        }
        let message = try await walk.send(as: Walk.bakker)
        try await walk.arrivals("retour", at: "zorgaanbieder", count: 2)
        // What the store held before is still readable.
        let opened = await walk.run([
            "open", first.id.message.description, "--as", Walk.bakker, "--node", "{zorgaanbieder}", "--out",
            "{retour.json}",
        ])
        #expect(opened.status == .success, "\(opened.all)")
        let signer = try await walk.keys(of: message, at: "zorgaanbieder").signedWith
        let decision = try KeyStory(signer, in: try walk.node("regiobeheerder").store).entries
        #expect(decision.contains { $0.record.detail?.contains("a new start") == true })
        await walk.stop()
    }
}
