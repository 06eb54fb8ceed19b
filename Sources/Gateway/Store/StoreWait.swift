internal import Foundation

/// Waits while another process has the store as its node.
enum StoreWait {
    private static let pause: UInt32 = 50_000

    /// - Parameters:
    ///   - seconds: how long it is tried again.
    ///   - open: opens the store, or says `inUse`.
    /// - Throws: what `open` throws, `inUse` after the time.
    static func opened<Value>(
        within seconds: TimeInterval, _ open: () throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        let end = Date(timeIntervalSinceNow: seconds)
        while true {
            do throws(StoreError) { return try open() } catch {
                guard error.reason == .inUse, Date() < end else { throw error }
            }
            usleep(pause)
        }
    }
}
