import Envelope
import Foundation
import Testing

@testable import Gateway

/// Each round runs a process of its own, which dies by SIGKILL at an arbitrary moment under traffic. What it saw committed it
/// wrote down outside the store; the store must have all of that, once.
@Suite("Store: kill -9", .serialized)
struct StoreCrashTests {
    @Test("nothing that was reported as stored is lost, and nothing is there twice")
    func killed() async throws {
        let folder = CrashTraffic.folder(of: getpid())
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var reported = 0
        for _ in 0..<12 {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                try await CrashTraffic(folder: CrashTraffic.folder(of: getppid())).runUntilKilled()
            }
            reported += try await CrashTraffic(folder: folder).checkEverythingReported()
        }
        #expect(reported > 0)
    }
}
