import Envelope
import Foundation
import Testing

@testable import Gateway

/// Traffic on a store in a folder that outlives the process, with a diary beside it of what was reported as done.
struct CrashTraffic: Sendable {
    let folder: String

    static func folder(of process: pid_t) -> String { NSTemporaryDirectory() + "/weerthuis-kill-\(process)" }

    private var location: StoreLocation { StoreLocation(folder: folder) }

    private var diary: String { folder + "/diary" }

    /// Works with several writers at once until the process is killed, after a random time.
    func runUntilKilled() async throws {
        let store = try Store(at: location, access: StoreFixture.access(), isNew: true)
        try await store.recoverAfterStart(at: StoreFixture.time(0))
        DispatchQueue.global().asyncAfter(deadline: .now() + .microseconds(.random(in: 0...200_000))) {
            kill(getpid(), SIGKILL)
        }
        try await withThrowingTaskGroup { group in
            for party in 2..<6 { group.addTask { try await work(store, party) } }
            try await group.waitForAll()
        }
    }

    private func work(_ store: Store, _ party: Int) async throws {
        while true {
            let new = StoreFixture.delivery(to: party, content: "{\"partij\":\(party)}")
            try await store.submit(
                [new], dossier: DossierChange(dossier: new.dossier, opener: StoreFixture.own),
                audit: [StoreFixture.record(.submit, new.id)])
            try write("queued", new.id, party)
            let inbound = StoreFixture.inbound(from: party)
            _ = try await store.receive(inbound, audit: [StoreFixture.record(.accept, inbound.messageID)])
            try write("accepted", inbound.messageID, party)
            for claimed in try await store.claimDue(now: StoreFixture.time(1), limit: 2) {
                try await store.recordDelivered(
                    claimed.id, receipt: [1], mic: [2], at: StoreFixture.time(2),
                    audit: [StoreFixture.record(.deliver, claimed.id.message)])
                try write("delivered", claimed.id.message, party)
            }
        }
    }

    /// One line in one call, so that a line is whole or not there.
    private func write(_ state: String, _ id: UniqueID, _ party: Int) throws {
        let descriptor = open(diary, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        defer { close(descriptor) }
        let line = Array("\(state) \(id)\n".utf8)
        try #require(line.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) } == line.count)
    }

    /// Opens the store as a node does after a crash and compares it with the diary.
    ///
    /// - Returns: how many lines the diary has.
    func checkEverythingReported() async throws -> Int {
        let store = try Store(at: location, access: StoreFixture.access(), isNew: true)
        defer { store.close() }
        try await store.recoverAfterStart(at: StoreFixture.time(3))
        let text = (try? String(contentsOfFile: diary, encoding: .utf8)) ?? ""
        let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
        var total = 0
        for line in lines {
            let id = try #require(UniqueID(String(line[1])))
            let found = try store.messages(MessageFilter(message: id)).messages
            try #require(found.count == 1, "\(id) is there \(found.count) times")
            let summary = found[0]
            #expect(summary.isIntact)
            #expect(!(try store.content(of: summary.id)).isEmpty)
            try check(summary, atLeast: String(line[0]), in: store)
            total += 1
        }
        #expect(try store.counts().states[.outbound(.sending), default: 0] == 0)
        #expect(try store.verifyAudit(signedBy: []).findings == [])
        return total
    }

    private func check(_ summary: MessageSummary, atLeast state: String, in store: Store) throws {
        let actions = try store.auditEntries(about: summary.id.message).map(\.record.action)
        switch (state, summary.state) {
        case ("queued", .outbound(.queued)): #expect(actions == [.submit])
        case ("queued", .outbound(.delivered)), ("delivered", .outbound(.delivered)):
            #expect(actions == [.submit, .deliver])
        case ("accepted", .inbound(.accepted)): #expect(actions == [.accept])
        default: Issue.record("\(state) became \(summary.state)")
        }
    }
}
