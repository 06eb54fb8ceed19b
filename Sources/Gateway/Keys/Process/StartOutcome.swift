internal import Dispatch
internal import Synchronization

/// Whether a key process got ready, told by the thread that starts it to the one that waits.
final class StartOutcome: Sendable {
    private let failure = Mutex<KeyProcessError?>(nil)
    private let isKnown = DispatchSemaphore(value: 0)

    /// - Parameter error: nil when it got ready.
    func tell(_ error: KeyProcessError?) {
        failure.withLock { $0 = error }
        isKnown.signal()
    }

    func wait() throws(KeyProcessError) {
        isKnown.wait()
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
