import Envelope
import Foundation
import Synchronization
import Testing

@testable import Gateway

@Suite("Keys: a process that dies, hangs or is replaced")
struct KeyProcessLifeTests {
    private let digest: Digest

    init() throws { digest = try Digest(.sha256, of: []) }

    private func refusal(_ key: RemoteKey) -> KeyError? {
        do throws(KeyError) {
            _ = try key.sign(digest)
            return nil
        } catch { return error }
    }

    @Test("killed: unavailable, said so, started again, and the same keys work on")
    func killed() throws {
        let seen = Mutex<[KeyProcessHealth]>([])
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let process = try fixture.start { health in seen.withLock { $0.append(health) } }
        let key = process.keys[0]
        for round in 1...2 {
            let first = try #require(process.pid)
            kill(first, SIGKILL)
            KeyProcessFixture.wait { process.pid != nil && process.pid != first && process.health.isUp }
            #expect(process.health.restarts == round)
            #expect(refusal(key) == nil)
        }
        let reasons = seen.withLock { $0.filter { !$0.isUp }.map(\.description) }
        #expect(reasons.count == 2)
        #expect(reasons.allSatisfy { $0.contains("signal 9") }, "\(reasons)")
    }

    @Test("killed in the middle of work: callers get an answer or hear that it is unavailable, and never wait")
    func killedInTheMiddle() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let process = try fixture.start()
        let key = process.keys[0]
        let outcomes = Mutex<[KeyError?]>([])
        KeyProcessFixture.onThreads(5) { thread in
            if thread == 0 {
                usleep(20_000)
                if let pid = process.pid { kill(pid, SIGKILL) }
                return
            }
            for _ in 0..<400 {
                let outcome = refusal(key)
                outcomes.withLock { $0.append(outcome) }
                if outcome != nil { usleep(2000) }
            }
        }
        let seen = outcomes.withLock(\.self)
        #expect(seen.count == 1600)
        #expect(seen.allSatisfy { $0 == nil || $0 == .unavailable })
        KeyProcessFixture.wait { process.health.restarts == 1 && process.health.isUp }
        #expect(refusal(key) == nil)
    }

    @Test("hung: the callers hear it within the time limit, and another process takes its place")
    func hung() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let process = try fixture.start(limit: .milliseconds(500))
        let key = process.keys[0]
        let first = try #require(process.pid)
        KeyProcessFixture.halt(first)
        let began = ContinuousClock.now
        #expect(refusal(key) == .unavailable)
        #expect(ContinuousClock.now - began < .seconds(20))
        KeyProcessFixture.wait { process.pid != nil && process.pid != first && process.health.isUp }
        #expect(refusal(key) == nil)
    }

    @Test("hung without work: noticed all the same")
    func hungIdle() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        var (settings, passphrase) = (fixture.settings, KeyProcessFixture.passphrase)
        settings.limit = .milliseconds(300)
        settings.interval = .milliseconds(100)
        let process = try KeyProcess(settings, passphrase: &passphrase)
        let first = try #require(process.pid)
        KeyProcessFixture.halt(first)
        KeyProcessFixture.wait { process.pid != nil && process.pid != first }
        #expect(process.health.restarts >= 1)
    }

    @Test(
        "anything that is no request ends the process, which is then started again",
        arguments: [0, 1, 799, 800, 801, 4000])
    func garbage(count: Int) throws {
        let packet = [UInt8](repeating: 1, count: count)
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let process = try fixture.start()
        let key = process.keys[0]
        let first = try #require(process.supervisor.running)
        #expect(first.socket.send(packet))
        KeyProcessFixture.wait { process.pid != nil && process.pid != first.pid }
        #expect(process.health.restarts == 1)
        #expect(refusal(key) == nil)
    }

    @Test("a request for a key that is not there ends the process")
    func unknownKey() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let process = try fixture.start()
        let first = try #require(process.supervisor.running)
        #expect(throws: KeyChannelFailure.ended) { _ = try first.channel.ask(.publicKey(number: 1)) }
    }

    @Test("new keys are read without a gap for who signs meanwhile")
    func reload() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let process = try fixture.start()
        let (key, first) = (process.keys[0], process.pid)
        let added = try PrivateKey.generate()
        try fixture.add(added, named: "k9")
        let state = Mutex((isDone: false, failures: 0))
        KeyProcessFixture.onThreads(3) { thread in
            if thread == 0 {
                try? process.reload()
                state.withLock { $0.isDone = true }
            }
            while !state.withLock(\.isDone) {
                if refusal(key) != nil { state.withLock { $0.failures += 1 } }
            }
        }
        #expect(state.withLock(\.failures) == 0)
        #expect(process.pid != first)
        #expect(process.health.restarts == 0)
        #expect(Set(process.keys.map(\.publicKey)) == [key.publicKey, added.publicKey])
    }

    @Test("a ring takes over what its process read again, without a passphrase")
    func renewedRing() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let folder = KeyFolder(path: fixture.folder)
        let ring = try folder.ring(
            fixture.settings, passphrase: KeyProcessFixture.passphrase, acceptsExamples: true, report: { _ in })
        try fixture.add(try PrivateKey.generate(), named: "k9")
        let process = try #require(ring.process)
        try process.reload()
        ring.renew(from: try folder.ring(of: process, acceptsExamples: true))
        #expect(ring.certificates.count == 2)
        #expect(process.health.isUp)
    }

    @Test("keys that can't be read leave the old process in place")
    func failedReload() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let process = try fixture.start()
        let first = process.pid
        try Data("no key".utf8).write(to: URL(fileURLWithPath: fixture.folder + "/k0.key.pem"))
        #expect(throws: KeyProcessError.self) { try process.reload() }
        #expect(process.pid == first)
        #expect(refusal(process.keys[0]) == nil)
    }

    @Test("the signals that stop a node leave its keys at work until it ends them")
    func stopSignals() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let process = try fixture.start()
        let first = try #require(process.pid)
        for request in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { kill(first, request) }
        for _ in 0..<20 { #expect(refusal(process.keys[0]) == nil) }
        #expect(process.pid == first)
    }

    @Test("stopped: the process is gone, and keys and reloads say so")
    func stopped() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let process = try fixture.start()
        let (key, pid) = (process.keys[0], try #require(process.pid))
        process.stop()
        #expect(kill(pid, 0) != 0)
        #expect(refusal(key) == .unavailable)
        #expect(process.health.state == .stopped)
        #expect(throws: KeyProcessError.self) { try process.reload() }
    }

    @Test("the longer it fails, the longer the pauses, up to half a minute; a long life ends that")
    func pauses() {
        var pauses = RestartPauses()
        let taken = (0..<8).map { _ in pauses.pause(afterLife: .seconds(1)) }
        #expect(taken == [0, 1, 2, 4, 8, 16, 30, 30].map { .seconds($0) })
        #expect(pauses.pause(afterLife: .seconds(60)) == .zero)
    }
}
