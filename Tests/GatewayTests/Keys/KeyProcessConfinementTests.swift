import Envelope
import Foundation
import Testing

@testable import Gateway

@Suite("Keys: what the process gave up")
struct KeyProcessConfinementTests {
    /// A file of /proc about a process.
    private func proc(_ pid: Int32, _ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "/proc/\(pid)/\(name)")))
    }

    private func status(_ pid: Int32) throws -> [String: String] {
        let lines = String(decoding: try proc(pid, "status"), as: UTF8.self).split(separator: "\n")
        return Dictionary(
            lines.map { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                return (String(parts[0]), parts.dropFirst().joined().trimmingCharacters(in: .whitespaces))
            }, uniquingKeysWith: { first, _ in first })
    }

    @Test("the kernel confirms what the process says about itself")
    func confirmed() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let process = try fixture.start()
        guard case .up(let confinement) = process.health.state else {
            Issue.record("\(process.health)")
            return
        }
        print("key process: \(confinement)")
        #expect(confinement.isSuperset(of: .required))
        let status = try status(try #require(process.pid))
        #expect(status["NoNewPrivs"] == "1")
        #expect(status["CapEff"]?.allSatisfy { $0 == "0" } == confinement.contains(.noCapabilities))
        #expect(status["Seccomp"] == (confinement.contains(.fewSystemCalls) ? "2" : "0"))
        let users = status["Uid"]?.split(separator: "\t").map(String.init)
        #expect(users?.contains("0") == !confinement.contains(.unprivileged))
        if geteuid() == 0 { #expect(users == ["65534", "65534", "65534", "65534"]) }
        #expect(status["Groups"]?.isEmpty == true || geteuid() != 0)
    }

    @Test("it has its socket and nothing else of the node")
    func descriptors() throws {
        let node = open("/etc/passwd", O_RDONLY)
        defer { close(node) }
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let process = try fixture.start()
        let pid = try #require(process.pid)
        guard geteuid() == 0 else {
            print("only root can look into the process, which can't be dumped: not checked")
            return
        }
        let folder = "/proc/\(pid)/fd"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == ["0", "1", "2", "3"])
        let targets = try names.map { try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }
        #expect(targets.prefix(3).allSatisfy { $0 == "/dev/null" })
        #expect(targets[3].hasPrefix("socket:"))
    }

    @Test("neither its command line nor its environment holds a secret")
    func noSecretsInSight() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let process = try fixture.start()
        let pid = try #require(process.pid)
        let words = try proc(pid, "cmdline").split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        #expect(words == ["weerthuis", "key-process", fixture.folder, "65534:65534"])
        guard geteuid() == 0 else {
            print("the environment of a process that can't be dumped is for root to see: not checked")
            return
        }
        #expect(try proc(pid, "environ").isEmpty)
    }

    @Test("it ends with the node, also when that is killed")
    func endsWithTheNode() async throws {
        let place = NSTemporaryDirectory() + "weerthuis-orphan-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: place) }
        await #expect(processExitsWith: .signal(SIGKILL)) {
            let fixture = try KeyProcessFixture([.p256])
            defer { fixture.remove() }
            let process = try fixture.start()
            let pid = try #require(process.pid)
            try "\(pid)".write(
                toFile: NSTemporaryDirectory() + "weerthuis-orphan-\(getppid())", atomically: true, encoding: .utf8)
            fixture.remove()
            kill(getpid(), SIGKILL)
        }
        let text = try String(contentsOfFile: place, encoding: .utf8)
        let pid = try #require(Int32(text))
        // Gone, or a zombie that only its new parent has to collect.
        KeyProcessFixture.wait { (try? status(pid)["State"]?.hasPrefix("Z")) ?? true }
        #expect((try? status(pid)["State"]?.hasPrefix("Z")) ?? true)
    }

    @Test("after Landlock no file can be opened")
    func noFiles() async {
        guard Confining.hasLandlock else {
            print("this kernel has no Landlock (or no access to it): not checked")
            return
        }
        await #expect(processExitsWith: .exitCode(Int32(EACCES))) {
            var confining = Confining()
            try confining.confine(as: .nobody)
            guard confining.achieved.contains(.noFiles), open("/etc/passwd", O_RDONLY) < 0 else { exit(0) }
            let reading = errno
            guard open("/tmp/weerthuis-none", O_WRONLY | O_CREAT, 0o600) < 0, errno == reading else { exit(0) }
            guard opendir("/") == nil, errno == reading else { exit(0) }
            _exit(reading)
        }
    }

    @Test("after seccomp there is no file, no socket, no program, no executable memory and no signal")
    func fewSystemCalls() async {
        await #expect(processExitsWith: .exitCode(77)) {
            var confining = Confining()
            try confining.confine(as: .nobody)
            confining.finish()
            guard confining.achieved.contains(.fewSystemCalls) else { _exit(77) }
            let words: [UnsafeMutablePointer<CChar>?] = [nil]
            let page = mmap(nil, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            let refused = [
                open("/etc/passwd", O_RDONLY) < 0, socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) < 0,
                execve("/bin/true", words, words) < 0, page == MAP_FAILED, kill(getppid(), 0) < 0,
                mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED,
            ]
            _exit(refused.allSatisfy(\.self) ? 77 : 1)
        }
    }

    @Test("root can't be regained, and an account that is root is no account")
    func account() async {
        #expect(KeyAccount(argument: "0:0") == nil)
        #expect(KeyAccount(argument: "12") == nil)
        #expect(KeyAccount(argument: "12:13:14") == nil)
        #expect(KeyAccount(argument: "12:13") == KeyAccount(user: 12, group: 13))
        #expect(KeyAccount(named: "root") == nil)
        #expect(KeyAccount(named: "nobody")?.user == 65_534)
        guard geteuid() == 0 else {
            print("this is not root: nothing to give up")
            return
        }
        await #expect(processExitsWith: .exitCode(78)) {
            var confining = Confining()
            try confining.confine(as: .nobody)
            _exit(setuid(0) != 0 && setgid(0) != 0 && getuid() == 65_534 ? 78 : 1)
        }
    }
}
