import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// `messages`, `show`, `retry` and `cancel`, on a store with messages in every state.
@Suite struct MessagesCommandTests {
    private let node: ExampleNodeFolder
    private let store: Store
    private let failed: NewDelivery
    private let deferred: NewDelivery
    private let delivered: NewDelivery
    private let arrived: NewInbound
    private static let reason = "de naam node.example is niet gevonden"

    init() async throws {
        node = try ExampleNodeFolder()
        store = try node.store()
        failed = try node.delivery()
        deferred = try node.delivery(to: 3, type: "aanmelding")
        delivered = try node.delivery()
        arrived = try Self.arrival(of: node)
        let now = SystemClock.now
        let submits = [failed, deferred, delivered].map { new in
            AuditRecord(
                time: now, actor: new.releasedBy, action: .submit, party: new.recipient, message: new.id,
                detail: new.type)
        }
        try await store.submit([failed, deferred, delivered], audit: submits)
        _ = try await store.claimDue(now: now, limit: 9)
        try await store.recordFailed(failed.delivery, reason: Self.reason, at: now, audit: [])
        try await store.recordDeferred(
            deferred.delivery, reason: Self.reason, next: now.adding(seconds: 600), at: now, audit: [])
        try await store.recordDelivered(delivered.delivery, receipt: [1], mic: [2], at: now, audit: [])
        _ = try await store.receive(arrived, audit: [])
    }

    private static func arrival(of node: ExampleNodeFolder) throws -> NewInbound {
        NewInbound(
            messageID: StoreFixture.messageID(), source: try ExampleNodeFolder.party(2), recipient: node.own,
            dossier: .random(), type: "kennisgeving", content: Array("{}".utf8), evidence: [1], mic: [2],
            receivedAt: SystemClock.now, receipt: [3], state: .accepted, codes: [])
    }

    @Test func theListSpeaksTheLanguageOfCoordinators() throws {
        let (status, console) = node.run(["messages"])
        #expect(status == .success, "\(console.noted)")
        for text in ["mislukt", "uitgesteld", "afgeleverd", "aangenomen", Self.reason, "Transferpunt Voorbeeldregio"] {
            #expect(console.printed.contains(text), "\(text) in \(console.printed)")
        }
        #expect(console.printed.contains("Registratie"))
        #expect(!console.printed.contains("Verder:"))
    }

    @Test(arguments: [
        (["--state", "failed"], 1), (["--state", "mislukt"], 1), (["-s", "afgeleverd"], 1), (["--direction", "in"], 1),
        (["--direction", "uit"], 3), (["-p", "00000099000000002000"], 3), (["-p", "00000099000000005000"], 0),
        (["--limit", "2"], 2),
    ])
    func filtersNarrowIt(options: [String], count: Int) throws {
        let (status, console) = node.run(["messages", "--json"] + options)
        #expect(status == .success, "\(console.noted)")
        let root = try JSONDocument(parsing: console.output).root
        #expect(root["messages"]?.count == count)
    }

    @Test func pagesFollowOnEachOther() throws {
        var before: [String] = []
        var seen: Set<String> = []
        for _ in 0..<4 {
            let root = try JSONDocument(parsing: node.run(["messages", "-j", "--limit", "1"] + before).console.output)
                .root
            seen.insert(try #require(root["messages"]?[0]?["id"]?.string))
            guard let next = root["next"]?.number else { break }
            before = ["--before", next.description]
        }
        #expect(seen.count == 4)
    }

    @Test(arguments: [
        (["--state", "mislukkt"], "did you mean mislukt?"), (["--direction", "heen"], "in or uit"),
        (["--limit", "0"], "not a number from 1"), (["--party", "12"], "20 digits"), (["--stat", "x"], "--state"),
    ])
    func wrongUseIsNamed(options: [String], expected: String) {
        let (status, console) = node.run(["messages"] + options)
        #expect(status == .usage)
        #expect(console.noted.contains(expected), "\(console.noted)")
    }

    @Test func oneMessageIsShownWithItsHistory() throws {
        let (status, console) = node.run(["show", delivered.id.description])
        #expect(status == .success, "\(console.noted)")
        for text in [
            "afgeleverd", "opgeslagen", "Transferpunt Voorbeeldregio (00000099000000002000)", "A. Hoekstra",
            "L. Visser",
            "M. Postma (m.postma@deterp.example)", "submit",
        ] {
            #expect(console.printed.contains(text), "\(text) in \(console.printed)")
        }
        let root = try JSONDocument(parsing: node.run(["show", delivered.id.description, "--json"]).console.output).root
        #expect(root[0]?["receipts"]?[0]?["step"]?.string == "opgeslagen")
        #expect(root[0]?["readers"]?.count == 2)
    }

    @Test func whatIsNotThereIsRefused() {
        #expect(node.run(["show", StoreFixture.messageID().description]).status == .refused)
        #expect(node.run(["show", "geen-id"]).status == .usage)
    }

    @Test func whatFailedOrWaitsIsSentAgain() throws {
        #expect(node.run(["retry", failed.id.description, "--as", "m.postma@deterp.example"]).status == .success)
        #expect(node.run(["retry", deferred.id.description]).status == .success)
        for id in [failed.delivery, deferred.delivery] { #expect(try store.delivery(id).state == .queued) }
        let record = try #require(try store.auditEntries(about: failed.id).last?.record)
        #expect(record.action == .retry && record.actor == "m.postma@deterp.example")
        let (status, console) = node.run(["retry", delivered.id.description])
        #expect(status == .refused)
        #expect(console.noted.contains("dit bericht is afgeleverd"))
    }

    @Test func allThatFailedIsSentAgain() throws {
        #expect(
            node.run(["retry", "--all", "--party", "00000099000000003000"]).console.printed == "Niets is mislukt.\n")
        #expect(node.run(["retry", "--all"]).status == .success)
        #expect(try store.delivery(failed.delivery).state == .queued)
        #expect(try store.delivery(deferred.delivery).state == .deferred)
        #expect(node.run(["retry"]).status == .usage)
    }

    @Test func whatIsTooOldForItsReceiverIsNotSentAgain() async throws {
        let old = try node.delivery(daysOld: 15)
        try await store.submit([old], audit: [])
        _ = try await store.claimDue(now: SystemClock.now, limit: 1)
        try await store.recordFailed(old.delivery, reason: Self.reason, at: SystemClock.now, audit: [])
        let (status, console) = node.run(["retry", old.id.description])
        #expect(status == .refused)
        #expect(console.noted.contains("ouder dan 14 dagen"), "\(console.noted)")
        #expect(console.noted.contains("weerthuis send"))
        #expect(try store.delivery(old.delivery).state == .failed)
        #expect(try store.auditEntries(about: old.id).isEmpty)
        // Among others it is passed over, and that is said.
        let all = node.run(["retry", "--all"])
        #expect(all.status == .success)
        #expect(all.console.noted.contains(old.id.description))
        #expect(!all.console.printed.contains(old.id.description))
        #expect(try store.delivery(old.delivery).state == .failed)
        #expect(try store.delivery(failed.delivery).state == .queued)
    }

    @Test func whatIsJustNotTooOldIsSentAgain() async throws {
        let old = try node.delivery(daysOld: 13)
        try await store.submit([old], audit: [])
        _ = try await store.claimDue(now: SystemClock.now, limit: 1)
        try await store.recordFailed(old.delivery, reason: Self.reason, at: SystemClock.now, audit: [])
        #expect(node.run(["retry", old.id.description]).status == .success)
        #expect(try store.delivery(old.delivery).state == .queued)
    }

    @Test func whatWaitsIsCancelledWithAReason() throws {
        #expect(node.run(["cancel", deferred.id.description]).status == .usage)
        #expect(node.run(["cancel", deferred.id.description, "--reason", "dubbel ingevuld"]).status == .success)
        #expect(try store.delivery(deferred.delivery).state == .cancelled)
        #expect(try store.delivery(deferred.delivery).lastReason == "Geannuleerd: dubbel ingevuld")
        #expect(node.run(["cancel", delivered.id.description, "--reason", "x"]).status == .refused)
    }

    @Test func programsHearForWhichDeliveriesItWasDone() throws {
        let again = node.run(["retry", failed.id.description, "--json"])
        #expect(again.status == .success, "\(again.console.noted)")
        let retried = try JSONDocument(parsing: again.console.output).root["messages"]
        #expect(retried?.count == 1)
        #expect(retried?[0]?["message"]?.string == failed.id.description)
        #expect(retried?[0]?["recipient"]?.string == "00000099000000002000")
        #expect(retried?[0]?["state"]?.string == "queued")
        let words = ["cancel", deferred.id.description, "--reason", "dubbel", "-j"]
        let cancelled = try JSONDocument(parsing: node.run(words).console.output).root["messages"]
        #expect(cancelled?[0]?["state"]?.string == "cancelled")
        let none = try JSONDocument(parsing: node.run(["retry", "--all", "--json"]).console.output).root["messages"]
        #expect(none?.count == 0)
        let refused = node.run(["retry", delivered.id.description, "--json"])
        #expect(refused.status == .refused && refused.console.output.isEmpty)
    }

    @Test func aWrongPassphraseAndAFolderThatIsNoNodeAreSaid() throws {
        try node.folder.write("other", Array("een heel andere zin\n".utf8))
        let wrong = node.run(["messages", "--passphrase-file", node.folder["other"]])
        #expect(wrong.status == .refused)
        #expect(wrong.console.noted.contains("the passphrase is wrong"))
        let console = MemoryConsole()
        #expect(WeerThuisTool.run(["messages", "-n", node.folder.path], on: console) == .usage)
        #expect(console.noted.contains("is no node folder"))
    }
}
