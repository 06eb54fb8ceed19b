internal import Synchronization

/// What the callers hand to the loop's thread.
final class TransferInbox: Sendable {
    struct Post {
        var calls: [WaitingCall] = []
        var cancelled: [UInt64] = []
        var isClosed = false

        var isEmpty: Bool { calls.isEmpty && cancelled.isEmpty }
    }

    let multi: MultiHandle
    private let post = Mutex(Post())
    private let ids = Atomic<UInt64>(0)

    init(_ multi: consuming MultiHandle) {
        self.multi = multi
    }

    func nextID() -> UInt64 { ids.wrappingAdd(1, ordering: .relaxed).newValue }

    /// - Returns: false when the loop was closed.
    func add(_ call: WaitingCall) -> Bool {
        let (isAccepted, wakes) = post.withLock { post in
            guard !post.isClosed else { return (false, false) }
            let wakes = post.isEmpty
            post.calls.append(call)
            return (true, wakes)
        }
        if wakes { multi.wakeUp() }
        return isAccepted
    }

    func cancel(_ id: UInt64) {
        post.withLock { post in post.cancelled.append(id) }
        multi.wakeUp()
    }

    func close() {
        post.withLock { post in post.isClosed = true }
        multi.wakeUp()
    }

    /// What came since the last time.
    func take() -> Post {
        post.withLock { post in
            let taken = post
            post.calls = []
            post.cancelled = []
            return taken
        }
    }
}
