/// A write that waits for its turn in the queue.
protocol QueuedWrite: Sendable {
    /// Which step it is.
    var step: StoreStep { get }

    /// How far its change must be when ``finish(_:)`` says that it is done.
    var lasting: Lasting { get }

    /// Does the work inside the open transaction and keeps the outcome.
    ///
    /// - Returns: why it failed and its changes are to be taken back; nil when it is done.
    func perform(on connection: Connection) -> StoreError?

    /// Tells the outcome, once the transaction is on disk; `failure` when it did not get there.
    func finish(_ failure: StoreError?)
}

/// What a write has to survive.
enum Lasting: Sendable {
    /// A power cut: it is flushed to the disk.
    case powerCut
    /// The end of the process. After a power cut it may be undone, but only together with everything after it.
    case process
}

/// A write whose caller waits for a value.
///
/// Unchecked, because only the thread of the queue touches `outcome`.
final class AwaitedWrite<Value: Sendable>: QueuedWrite, @unchecked Sendable {
    typealias Body = @Sendable (Connection) throws(StoreError) -> Value

    let step: StoreStep
    let lasting: Lasting
    private let body: Body
    private let continuation: CheckedContinuation<Result<Value, StoreError>, Never>
    private var outcome: Result<Value, StoreError>?

    init(
        _ step: StoreStep, _ body: @escaping Body, lasting: Lasting,
        _ continuation: CheckedContinuation<Result<Value, StoreError>, Never>
    ) {
        self.step = step
        self.lasting = lasting
        self.body = body
        self.continuation = continuation
    }

    func perform(on connection: Connection) -> StoreError? {
        do throws(StoreError) {
            outcome = .success(try body(connection))
            return nil
        } catch {
            outcome = .failure(error)
            return error
        }
    }

    func finish(_ failure: StoreError?) {
        if let failure {
            continuation.resume(returning: .failure(failure))
        } else {
            continuation.resume(returning: outcome ?? .failure(StoreError(.closed, "store")))
        }
    }
}
