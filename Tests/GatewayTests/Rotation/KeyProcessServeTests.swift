import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// Nodes as processes of their own, each with its key process, to which bad things happen while messages flow.
@Suite("Serve: the key process dies, hangs or runs out of memory", .serialized)
struct KeyProcessServeTests {
    /// Unchecked: started and stopped by one thread after the other.
    private final class Processes: @unchecked Sendable {
        private let all: [DemoProcess]

        init(_ folders: [String]) throws {
            all = try folders.map { try DemoProcess(folder: $0, program: KeyProcessFixture.program) }
            for process in all { try process.waitUntilReady() }
        }

        var identifiers: [Int32] { all.map(\.identifier) }

        func stop() { for process in all { process.stop() } }
    }

    private enum Harm: String, CaseIterable {
        case killed
        case hung
        /// It may take no more memory from the system.
        case starved
    }

    /// The children of a process.
    private func children(of parent: Int32) -> [Int32] {
        let path = "/proc/\(parent)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return threads.flatMap { thread in
            ((try? String(contentsOfFile: "\(path)/\(thread)/children", encoding: .utf8)) ?? "").split(separator: " ")
                .compactMap { Int32($0) }
        }
    }

    private static func output(_ program: String, _ words: String...) -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = words
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return "" }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    private func health(_ walk: RegionWalk, _ name: String) async throws -> String {
        let port = try NodeFolder(walk.folder[name]).configuration(on: MemoryConsole()).local.port
        return await Background.run {
            Self.output("/usr/bin/curl", "--silent", "--max-time", "60", "http://127.0.0.1:\(port)/healthz")
        }
    }

    private static func harm(_ harm: Harm, _ pid: Int32) {
        switch harm {
        case .killed: kill(pid, SIGKILL)
        case .hung: KeyProcessFixture.halt(pid)
        case .starved: _ = output("/usr/bin/prlimit", "--pid", "\(pid)", "--as=4096", "--data=4096")
        }
    }

    @Test(
        "the health page says so, messages wait and none is lost, and it is started again", .timeLimit(.minutes(20)))
    func harms() async throws {
        let walk = try await RegionWalk(usesKeyProcess: true, isStarting: false)
        let parties = ["zorgaanbieder", "transferpunt"]
        let processes = try await Background.run { Result { try Processes(parties.map { walk.folder[$0] }) } }.get()
        let node = try #require(processes.identifiers.last)
        var sent: [UniqueID] = []
        for harm in Harm.allCases {
            sent.append(try await walk.submit(as: RegionWalk.postma))
            let first = try #require(children(of: node).first)
            await Background.run { Self.harm(harm, first) }
            for _ in 0..<3 { sent.append(try await walk.submit(as: RegionWalk.postma)) }
            if harm != .starved {
                // Starved, it may well go on with the memory that it has.
                try await until { children(of: node).first.map { $0 != first } ?? false ? true : nil }
                while try await !health(walk, "transferpunt").contains("\"up\":true,\"parts\"") {
                    try await Task.sleep(for: .milliseconds(200))
                }
            }
            try await arrived(sent, walk)
        }
        let log = try String(contentsOfFile: walk.folder["transferpunt/node.log"], encoding: .utf8)
        let states = log.split(separator: "\n").filter { $0.contains("\"event\":\"key-process\"") }
        #expect(states.contains { $0.contains("signal 9") }, "\(states)")
        #expect(states.contains { $0.contains("\"level\":\"error\"") })
        await Background.run { processes.stop() }
    }

    private func store(_ walk: RegionWalk, _ name: String) throws -> Store {
        try Store(
            at: StoreLocation(folder: walk.folder["\(name)/store"]),
            access: Vault.Access(Passphrase(ExampleNodeFolder.passphrase)), as: .visitor)
    }

    /// Each message is at the receiver once, and the sender has its receipt.
    private func arrived(_ sent: [UniqueID], _ walk: RegionWalk) async throws {
        let (sender, receiver) = (try store(walk, "zorgaanbieder"), try store(walk, "transferpunt"))
        try await until(within: .seconds(300)) {
            let all = try sender.messages(MessageFilter(direction: .outbound), page: MessagePage(limit: 100)).messages
            return all.allSatisfy { $0.state == .outbound(.delivered) } ? true : nil
        }
        let arrived = try receiver.messages(MessageFilter(direction: .inbound), page: MessagePage(limit: 100)).messages
            .filter { $0.type == "registratie" }
        #expect(Set(arrived.map(\.id.message)) == Set(sent) && arrived.count == sent.count)
        #expect(arrived.allSatisfy { $0.state == .inbound(.accepted) })
        sender.close()
        receiver.close()
    }

    @Test("while it is down, the health page has the reason in words and the status of a node that does not work")
    func whatTheHealthPageSays() async throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let group = try await NodeGroup([2])
        let process = try fixture.start()
        let ring = KeyRing([], process: process)
        let watch = try group[2].node.watch
        let broken = NodeWatch(
            party: watch.party, store: watch.store, keys: ring, directory: watch.directory,
            dispatcher: watch.dispatcher, mail: nil,
            metrics: watch.metrics, certificates: watch.certificates, clock: watch.clock)
        process.stop()
        let answer = await broken.answer(HTTPRequest(method: "GET", path: "/healthz"))
        #expect(answer.status == 503)
        #expect(String(decoding: answer.body, as: UTF8.self).contains(process.health.description))
        await group.stop()
    }
}
