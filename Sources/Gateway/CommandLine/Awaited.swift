internal import Synchronization

/// Runs asynchronous work from a command, which is a plain function of its own thread. The work runs on that same thread:
/// it needs no other to become free.
enum Awaited {
    private final class Outcome<Value: Sendable, Failure: Error>: Sendable {
        let result = Mutex<Result<Value, Failure>?>(nil)
    }

    static func value<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () async throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let outcome = Outcome<Value, Failure>()
        let thread = CallingThread()
        Task(executorPreference: thread) {
            let result: Result<Value, Failure>
            do throws(Failure) { result = .success(try await work()) } catch { result = .failure(error) }
            outcome.result.withLock { $0 = result }
            thread.finish()
        }
        while true {
            thread.run()
            if let result = outcome.result.withLock({ $0 }) { return try result.get() }
        }
    }
}
