import Envelope
import Foundation
import Schemas
import Synchronization
import Testing

@testable import Gateway

/// Two nodes that reach each other by mail only, over real servers: SMTP with TLS to Postfix, Dovecot, and IMAP.
@Suite("Mail: the journey of a message", .serialized, .enabled(if: MailSystem.isDue, MailSystem.reason))
struct MailJourneyTests {
    static func address(_ number: Int) -> String { "knooppunt@partij\(number).example" }

    /// Nodes whose endpoints are mail addresses.
    static func group(
        _ numbers: [Int], _ system: MailSystem, change: (inout NodePlan) -> Void = { _ in }
    ) async throws -> NodeGroup {
        let plans = try Dictionary(
            uniqueKeysWithValues: numbers.map { number in
                let plan = MailPlan(
                    address: address(number), sending: try system.sending,
                    fetching: try system.fetching(address(number)))
                return (try SampleRegion.oin(number), plan)
            })
        let group = try await NodeGroup(numbers) { plan in
            plan.mail = plans[plan.party]
            change(&plan)
        }
        for number in numbers { group.region.setEndpoint(number, "mailto:\(address(number))") }
        try group.publish()
        return group
    }

    @Test("a form goes out by mail and comes in by IMAP; its receipt and its retour come back by mail")
    func registratie() async throws {
        let system = try await MailSystem.start()
        let group = try await Self.group([1, 2], system)
        let (sender, desk) = (try group[1], try group[2])
        let form = try SampleProfiles.form("registratie")
        let report = try await sender.send("registratie", form)
        try await sender.wait(for: report.message, to: 2, .delivered)
        let steps = try await sender.chain(of: report.message, to: 2, count: 2)
        #expect(steps.map(\.kind) == [.opgeslagen, .gekeurd])
        let source = try sender.oin
        let arrival = try desk.store.arrival(InboundID(message: report.message, source: source))
        #expect(arrival.state == .accepted)
        // The form, and the receipt for its retour.
        try await system.wait(for: 2, of: Self.address(2), in: "Weer Thuis verwerkt")
        await group.stop()
        let servers = system.everything()
        #expect(!servers.contains("registratie"))
        try Self.expectNothingOf(form, in: servers + sender.log + desk.log)
    }

    @Test("the same mail twice has its effect once")
    func repeated() async throws {
        let system = try await MailSystem.start()
        let group = try await Self.group([1, 2], system)
        let (sender, desk) = (try group[1], try group[2])
        let report = try await sender.send("registratie", try SampleProfiles.form("registratie"))
        try await sender.wait(for: report.message, to: 2, .delivered)
        try await system.wait(for: 2, of: Self.address(2), in: "Weer Thuis verwerkt")
        let id = AS2MessageID(message: report.message, sender: try sender.oin)
        let mail = try #require(
            system.mails(of: Self.address(2), in: "Weer Thuis verwerkt").first { mail in
                String(decoding: mail, as: UTF8.self).contains("Message-ID: \(id)")
            })
        try await system.post(
            Array(try LetterText.asSent(mail).utf8), from: Self.address(1), to: Self.address(2))
        try await system.wait(for: 3, of: Self.address(2), in: "Weer Thuis verwerkt")
        let arrivals = try desk.arrivals()
        #expect(arrivals.count == 1)
        await group.stop()
    }

    @Test("what is no envelope, and what is not for us, goes to a folder with the reason")
    func aside() async throws {
        let system = try await MailSystem.start()
        let group = try await Self.group([2], system)
        let text =
            "From: iemand@elders.example\r\nTo: \(Self.address(2))\r\nSubject: vraag\r\n"
            + "Content-Type: text/plain\r\n\r\nhallo\r\nwt1 OK dit is geen einde\r\n"
        try await system.post(Array(text.utf8), from: "iemand@elders.example", to: Self.address(2))
        try await system.wait(for: 1, of: Self.address(2), in: "Weer Thuis opzij - niet versleuteld")
        try await system.wait(for: 0, of: Self.address(2))
        await group.stop()
    }

    @Test("several readers at once take each mail once")
    func readers() async throws {
        let system = try await MailSystem.start()
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let count = 20
        for number in 1...count {
            try await system.post(
                Array("Subject: \(number)\r\n\r\nhallo\r\n".utf8), from: "a@elders.example", to: Self.address(2))
        }
        try await system.wait(for: count, of: Self.address(2))
        let seen = LineKeeper()
        let clock = NodeClock()
        let log = NodeLog(least: .error, clock: clock) { _ in }
        let plan = try system.fetching(Self.address(2))
        let fetchers = (0..<3).map { _ in
            MailFetcher(plan, store: store, clock: clock, log: log, metrics: NodeMetrics()) { _ in
                seen.add([UInt8(ascii: "x")])
                return .done
            }
        }
        await withTaskGroup(of: Void.self) { group in
            for fetcher in fetchers { group.addTask { _ = await fetcher.round() } }
        }
        #expect(seen.text.utf8.count == count)
        // A mail that could not be moved while another reader had it is moved in a later round.
        func moved() -> Int { system.mails(of: Self.address(2), in: "Weer Thuis verwerkt").count }
        for _ in 0..<20 where moved() < count { _ = await fetchers[0].round() }
        #expect(moved() == count)
        #expect(seen.text.utf8.count == count)
        store.close()
    }

    @Test(
        "one reader deals with mails one after another, although it fetches several: an answer may follow on what opens a dossier"
    )
    func order() async throws {
        let system = try await MailSystem.start()
        let store = try StoreFixture().open()
        for number in 1...5 {
            try await system.post(
                Array("Subject: \(number)\r\n\r\nhallo\r\n".utf8), from: "a@elders.example", to: Self.address(2))
        }
        try await system.wait(for: 5, of: Self.address(2))
        let atOnce = Mutex((now: 0, most: 0))
        let clock = NodeClock()
        let log = NodeLog(least: .error, clock: clock) { _ in }
        let plan = try system.fetching(Self.address(2))
        let fetcher = MailFetcher(plan, store: store, clock: clock, log: log, metrics: NodeMetrics()) { _ in
            atOnce.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            try? await Task.sleep(for: .milliseconds(20))
            atOnce.withLock { $0.now -= 1 }
            return .done
        }
        #expect(await fetcher.round() == 5)
        #expect(atOnce.withLock(\.most) == 1)
        store.close()
    }

    /// Neither a value of the form nor anything that names a person is in what others can see.
    static func expectNothingOf(_ form: JSONTree, in text: String) throws {
        let root = try JSONDocument(parsing: form.encoded()).root
        for (key, value) in root.members {
            guard let secret = value.string, secret.count > 5, !secret.contains("-"), !secret.hasPrefix("GM") else {
                continue
            }
            #expect(!text.contains(secret), "the value of \(key)")
        }
    }
}
