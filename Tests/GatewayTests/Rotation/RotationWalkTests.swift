import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// A contactpersoon's keys are renewed from the first command to the destruction of the old ones, as people do it.
@Suite("Commands: keys are renewed, end to end", .serialized)
struct RotationWalkTests {
    private typealias Walk = RegionWalk

    @Test("asked, confirmed by the colleague, approved, published, in use after a day, the old ones destroyed")
    func aContactpersoon() async throws {
        let walk = try await RegionWalk()
        let old = try (
            signing: walk.name(ofPair: "zorgaanbieder/keys/postma.signing"),
            encryption: walk.name(ofPair: "zorgaanbieder/keys/postma.encryption")
        )
        let fingerprint = try await ask(walk)
        try await approve(walk, fingerprint)
        let number = try await walk.publish()
        try await walk.reached(number)
        try await bothAreTold(walk)

        let new = try (
            signing: walk.name(ofPair: await walk.newPair("m-postma-", "signing", at: "zorgaanbieder")),
            encryption: walk.name(ofPair: await walk.newPair("m-postma-", "encryption", at: "zorgaanbieder"))
        )
        let before = try await walk.send(as: Walk.postma)
        #expect(try await walk.keys(of: before, at: "zorgaanbieder").signedWith == old.signing)
        let retour = try #require(await walk.arrivals("retour", at: "zorgaanbieder", count: 3).first)
        #expect(try await walk.keys(of: retour.id.message, at: "zorgaanbieder").sealedTo.contains(old.encryption))

        walk.advance(seconds: 86_400 + 60)
        try await walk.freshen()
        let after = try await walk.send(as: Walk.postma)
        #expect(try await walk.keys(of: after, at: "zorgaanbieder").signedWith == new.signing)
        let later = try #require(await walk.arrivals("retour", at: "zorgaanbieder", count: 4).first)
        let readers = try await walk.keys(of: later.id.message, at: "zorgaanbieder").sealedTo
        #expect(readers.contains(new.encryption) && !readers.contains(old.encryption) && readers.count == 2)

        let list = try await walk.done("keys", "list", "--node", "{zorgaanbieder}")
        for (name, state) in [(old.signing, "retiring"), (new.signing, "active"), (old.encryption, "retiring")] {
            let line = try #require(list.printed.split(separator: "\n").first { $0.contains(name) })
            #expect(line.contains(state) && !line.contains("never"), "\(list.printed)")
        }

        // The overlap is not over: nothing is destroyed, whatever the machine's clock says.
        #expect(walk.exists("zorgaanbieder/keys/postma.signing.key.pem"))
        walk.advance(days: 15)
        try await walk.freshen()
        for use in ["signing", "encryption"] {
            try await until { walk.exists("zorgaanbieder/keys/postma.\(use).key.pem") ? nil : true }
            #expect(walk.exists("zorgaanbieder/keys/postma.\(use).cert.pem"))
        }
        try await theLogAnswers(walk, before, old.signing, new.signing, fingerprint)
        // What was sealed to the old key can still be read.
        let words = ["open", retour.id.message.description, "--as", Walk.bakker, "--node", "{zorgaanbieder}"]
        let opened = await walk.run(words + ["--out", "{retour.json}"])
        #expect(opened.status == .success, "\(opened.all)")
        await walk.stop()
    }

    private func ask(_ walk: RegionWalk) async throws -> String {
        let said = try await walk.done(
            "keys", "rotate", "--contactpersoon", Walk.postma, "--node", "{zorgaanbieder}")
        let fingerprint = said.line
        try await walk.arrivals("sleutelaanvraag", at: "regiobeheerder", count: 1)
        try await isTold(walk, fingerprint, "aangevraagd", count: 1)
        let waits = try await walk.done("directory", "requests", "--node", "{regiobeheerder}")
        #expect(
            waits.printed.contains(fingerprint) && waits.printed.contains("the other contactpersoon did not confirm"))
        await walk.refused(
            "directory", "approve", String(fingerprint.prefix(11)), "--draft", "{draft.json}", "--node",
            "{regiobeheerder}", saying: "the other contactpersoon did not confirm")
        await walk.refused(
            "keys", "confirm", fingerprint, "--as", Walk.postma, "--node", "{zorgaanbieder}",
            saying: "the other contactpersoon confirms")
        let told = try await walk.done("messages", "--node", "{zorgaanbieder}")
        #expect(
            told.printed.contains("LET OP: Op") && told.printed.contains("nieuwe ondertekensleutel voor \(Walk.postma)")
        )
        try await walk.done("keys", "confirm", fingerprint, "--as", Walk.bakker, "--node", "{zorgaanbieder}")
        try await walk.arrivals("sleutelaanvraag", at: "regiobeheerder", count: 2)
        return fingerprint
    }

    private func approve(_ walk: RegionWalk, _ fingerprint: String) async throws {
        let said = try await walk.done(
            "directory", "approve", String(fingerprint.prefix(11)), "--draft", "{draft.json}", "--authority",
            "\(Walk.authority)/authority.cert.pem", "--authority-key", "\(Walk.authority)/authority.key.pem",
            "--authority-passphrase-file", "{passphrase}", "--node", "{regiobeheerder}", "--as", Walk.administrator)
        #expect(said.printed.split(separator: "\n").count == 2)
        #expect(said.noted.contains("told to M. Postma and T. Bakker"))
        // One for the request, one for its confirmation, one for the decision.
        try await isTold(walk, fingerprint, "goedgekeurd", count: 3)
        let none = try await walk.done("directory", "requests", "--node", "{regiobeheerder}")
        #expect(none.printed.contains("no requests wait"))
    }

    /// A message that either contactpersoon can read says what was asked for. Which of them came last is chance.
    private func isTold(_ walk: Walk, _ fingerprint: String, _ stand: String, count: Int) async throws {
        var told: [String] = []
        for notice in try await walk.arrivals("sleutelbericht", at: "zorgaanbieder", count: count) {
            let message = notice.id.message
            let keys = try await walk.keys(of: message, at: "zorgaanbieder")
            #expect(keys.sealedTo.count == 2)
            let opened = try await walk.done(
                "open", message.description, "--as", Walk.bakker, "--node", "{zorgaanbieder}")
            told.append(opened.printed)
        }
        let texts = [fingerprint, "\"stand\":\"\(stand)\"", Walk.postma, "N. Hofstra", "keys revoke"]
        #expect(told.contains { message in texts.allSatisfy { message.contains($0) } }, "\(told)")
    }

    private func bothAreTold(_ walk: RegionWalk) async throws {
        let status = try await walk.done("directory", "status", "--node", "{zorgaanbieder}")
        #expect(status.printed.contains("signing key of \(Walk.postma) is replaced by a new one at"))
        let messages = try await walk.done("messages", "--node", "{zorgaanbieder}")
        #expect(messages.printed.contains("LET OP: De ondertekensleutel van \(Walk.postma) wordt op"))
        let doctor = await walk.run("doctor", "--node", "{zorgaanbieder}")
        #expect(doctor.printed.contains("De leessleutel van \(Walk.postma) wordt op"), "\(doctor.all)")
        let health = try await walk.node("zorgaanbieder").watch.answer(HTTPRequest(method: "GET", path: "/healthz"))
        #expect(health.status == 200)
        #expect(String(decoding: health.body, as: UTF8.self).contains("is replaced by a new one at"))
    }

    /// Who could read it, with which key, when was that key replaced, by whom, approved by whom.
    private func theLogAnswers(
        _ walk: RegionWalk, _ message: UniqueID, _ old: String, _ new: String, _ fingerprint: String
    ) async throws {
        try await until { try Self.hasEntry("was destroyed", walk.node("zorgaanbieder").store) ? true : nil }
        let said = try await walk.done("audit", "keys", message.description, "--node", "{zorgaanbieder}")
        for text in [
            "could be read with", "(A. Hoekstra, Transferpunt Voorbeeldregio)",
            "signed with         \(KeyStory.shown(old)) (M. Postma, Stichting De Terp)",
            "N. Hofstra: party 00000099000000001000: signing key \(old) of \(Walk.postma) retires at",
            "replaced by \(new)", "this party asks: a new signing key for \(Walk.postma)",
            "\(old) is going to be destroyed", "\(old) was destroyed",
        ] {
            #expect(said.printed.contains(text), "\(text) in \(said.printed)")
        }
        let approved = try KeyStory(new, in: try walk.node("regiobeheerder").store).entries.map(\.record)
        let decision = try #require(approved.first { $0.action == .administer })
        #expect(decision.actor == Walk.administrator)
        #expect(decision.detail?.contains(KeyDesk.digits(fingerprint)) == true)
        #expect(decision.detail?.contains("confirmed by") == true)
        try await walk.done("audit", "verify", "--node", "{zorgaanbieder}")
    }

    static func hasEntry(_ text: String, _ store: Store) throws -> Bool {
        try store.auditEntries(mentioning: text).isEmpty == false
    }

    @Test("the node's own key is renewed by the same commands, and receipts go on")
    func aNode() async throws {
        let walk = try await RegionWalk()
        let said = try await walk.done(
            "keys", "rotate", "--node-key", "--by", Walk.hoekstra, "--node", "{transferpunt}")
        try await walk.arrivals("sleutelaanvraag", at: "regiobeheerder", count: 1)
        await walk.refused(
            "directory", "approve", said.line, "--compared", String(said.line.reversed()), "--draft", "{draft.json}",
            "--node", "{regiobeheerder}", saying: "is not that of the request")
        try await walk.done(
            "directory", "approve", String(said.line.prefix(11)), "--compared", said.line, "--draft", "{draft.json}",
            "--authority", "\(Walk.authority)/authority.cert.pem", "--authority-key",
            "\(Walk.authority)/authority.key.pem", "--authority-passphrase-file", "{passphrase}", "--node",
            "{regiobeheerder}")
        try await walk.reached(try await walk.publish())
        _ = try await walk.newPair("knooppunt-", "signing", at: "transferpunt")
        walk.advance(seconds: 86_400 + 60)
        try await walk.freshen()
        try await walk.send(as: Walk.postma)
        walk.advance(days: 15)
        try await walk.freshen()
        try await until { walk.exists("transferpunt/keys/node.key.pem") ? nil : true }
        try await walk.send(as: Walk.postma)
        await walk.stop()
    }

    @Test("a request that nobody stands behind is rejected, with its reason in the log, and can't be approved any more")
    func rejected() async throws {
        let walk = try await RegionWalk()
        let said = try await walk.done(
            "keys", "rotate", "--contactpersoon", Walk.postma, "--use", "signing", "--node", "{zorgaanbieder}")
        try await walk.arrivals("sleutelaanvraag", at: "regiobeheerder", count: 1)
        try await walk.done(
            "directory", "reject", String(said.line.prefix(11)), "--reason", "mevrouw Postma weet van niets", "--node",
            "{regiobeheerder}", "--as", Walk.administrator)
        await walk.refused(
            "directory", "approve", said.line, "--compared", said.line, "--draft", "{draft.json}", "--node",
            "{regiobeheerder}", saying: "it was rejected at")
        try await isTold(walk, said.line, "afgewezen", count: 2)
        let all = try await walk.done("directory", "requests", "--all", "--node", "{regiobeheerder}")
        #expect(all.printed.contains("mevrouw Postma weet van niets"))
        #expect(try Self.hasEntry("mevrouw Postma weet van niets", walk.node("regiobeheerder").store))
        await walk.stop()
    }
}
