import Foundation
import Synchronization

@testable import Gateway

/// Ports for programs that can't choose one themselves. Each is given once, and none is of those that the system hands out:
/// another test's connection can't take it before its program listens.
enum TestPort {
    /// Different in test runs beside each other; above the ports of the example region, below those of the system.
    private static let last = Mutex(UInt16(20_000 + UInt32(bitPattern: getpid()) % 10 * 1_200))

    /// Nil when none is free.
    static func next() -> UInt16? {
        last.withLock { last in
            for _ in 0..<1_200 {
                last += 1
                if FreePort.isFree(last) { return last }
            }
            return nil
        }
    }
}
