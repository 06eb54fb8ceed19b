import Envelope
import Foundation
import Testing

@testable import Gateway

/// The disk says no. Each test runs in a process of its own, because limits and rights belong to a process.
@Suite("Store: disk", .serialized)
struct StoreDiskTests {
    /// The folder of a process that can't clean up itself.
    private static func folder(of process: pid_t) -> String { NSTemporaryDirectory() + "/weerthuis-disk-\(process)" }

    @Test("a full disk is said as such, loses nothing that was accepted, and ends when there is room")
    func full() async {
        await #expect(processExitsWith: .success) {
            let fixture = try StoreFixture()
            let store = try fixture.open()
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 400_000, rlim_max: rlim_t.max)
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            var accepted: [NewDelivery] = []
            var refusal: StoreError?
            for _ in 0..<400 where refusal == nil {
                let new = StoreFixture.delivery(content: String(repeating: "x", count: 4_000))
                do throws(StoreError) {
                    try await store.submit([new], audit: [StoreFixture.record(.submit, new.id)])
                    accepted.append(new)
                } catch {
                    refusal = error
                }
            }
            try #require(refusal?.reason == .diskFull)
            try #require(refusal?.description.contains("the disk is full; make room") == true)
            try #require(accepted.count > 3)
            for new in accepted { try #require(try store.content(of: .outbound(new.delivery)) == new.content) }
            limit.rlim_cur = rlim_t.max
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            try await store.submit([StoreFixture.delivery()], audit: [])
            try #require(try store.counts().states == [.outbound(.queued): accepted.count + 1])
            try #require(try store.verifyAudit(signedBy: []).isWhole)
        }
    }

    @Test("a file that can't be written is said as such, before anything is accepted")
    func readOnly() async throws {
        let folder = Self.folder(of: getpid())
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        await #expect(processExitsWith: .success) {
            let fixture = try StoreFixture(in: Self.folder(of: getppid()))
            do {
                let store = try fixture.open()
                try await store.submit([StoreFixture.delivery()], audit: [])
                store.close()
            }
            for path in [fixture.location.messages, fixture.location.keys, fixture.location.lock] {
                try #require(chmod(path, 0o444) == 0)
            }
            try #require(chmod(fixture.folder, 0o555) == 0)
            // The rights of a file do not bind root.
            if getuid() == 0 { try #require(setuid(65_534) == 0) }
            var refusals: [StoreError.Reason] = []
            for user in [Store.User.node, .visitor] {
                do throws(StoreError) { _ = try fixture.open(as: user) } catch { refusals.append(error.reason) }
            }
            try #require(refusals == [.readOnly, .readOnly])
        }
    }

    @Test(
        "a small disk that fills up is said as such, and what was accepted is read back",
        .enabled(if: getuid() == 0, "mounting a small file system takes root"))
    func smallDisk() async throws {
        let disk = Self.folder(of: getpid()) + "-small"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        defer { rmdir(disk) }
        try #require(mount("tmpfs", disk, "tmpfs", 0, "size=700k") == 0)
        defer { umount2(disk, Int32(MNT_DETACH)) }
        let fixture = try StoreFixture(in: disk)
        let store = try fixture.open()
        var accepted: [NewDelivery] = []
        var refusal: StoreError?
        for _ in 0..<400 where refusal == nil {
            let new = StoreFixture.delivery(content: String(repeating: "x", count: 4_000))
            do throws(StoreError) {
                try await store.submit([new], audit: [])
                accepted.append(new)
            } catch {
                refusal = error
            }
        }
        #expect(refusal?.reason == .diskFull)
        #expect(accepted.count > 3)
        for new in accepted { #expect(try store.content(of: .outbound(new.delivery)) == new.content) }
        #expect(try store.counts().states == [.outbound(.queued): accepted.count])
        await #expect(throws: StoreError(.diskFull, store.location.messages)) { try await store.probe() }
    }

    @Test("a store with room can be written to, and one that can't is found out before a message comes")
    func probe() async {
        await #expect(processExitsWith: .success) {
            let fixture = try StoreFixture()
            let store = try fixture.open()
            try await store.submit([StoreFixture.delivery()], audit: [])
            try await store.probe()
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 1, rlim_max: rlim_t.max)
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            var refusal: StoreError?
            do throws(StoreError) { try await store.probe() } catch { refusal = error }
            try #require(refusal?.reason == .diskFull)
            limit.rlim_cur = rlim_t.max
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            try await store.probe()
            try #require(try store.counts().states == [.outbound(.queued): 1])
        }
    }

    @Test("a store whose file was taken away says so, although it can still write")
    func gone() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try await store.probe()
        try FileManager.default.removeItem(atPath: fixture.folder)
        let error = await #expect(throws: StoreError.self) { try await store.probe() }
        #expect(error?.description.contains("not in its place") == true)
    }
}
