internal import Dispatch
internal import Foundation
internal import Synchronization

/// The one writer of the store. Writes that wait together share one transaction and one flush to disk.
///
/// A group in which a write fails is done again, each write in a savepoint of its own, so that only that one is taken back.
/// Savepoints from the start would copy every page of every write.
final class WriteQueue: Sendable {
    private static let groupSize = 256
    /// How far apart groups begin when more than ``crowd`` writes come together: fewer and larger ones cost less of the processor
    /// and the disk. One exchange at a time never waits for it, nor do ``fill`` writes: they are a group already.
    private static let pace: Duration = .milliseconds(10)
    private static let crowd = 2
    private static let fill = 16

    private struct Waiting {
        var writes: [any QueuedWrite] = []
        var isDraining = false
        var isClosed = false
    }

    private let connection: Connection
    private let beforeCommit: @Sendable () throws(StoreError) -> Void
    /// What the connection is set to. Only the thread of the queue touches it.
    private let lasting = Mutex(Lasting.powerCut)
    private let committedEnd = Mutex<(sequence: UInt64, hash: [UInt8])?>(nil)
    private let queue = DispatchQueue(label: "weerthuis.store.writer")
    private let waiting = Mutex(Waiting())

    /// - Parameter beforeCommit: runs at the end of each group; when it throws, the whole group is taken back.
    init(_ connection: Connection, beforeCommit: @escaping @Sendable () throws(StoreError) -> Void) {
        self.connection = connection
        self.beforeCommit = beforeCommit
    }

    /// Runs `body` on the writer's thread.
    ///
    /// - Parameter lasting: what the change has to survive from then on.
    /// - Returns: only after the change is committed, and on disk unless `lasting` says less.
    func write<Value: Sendable>(
        _ step: StoreStep, lasting: Lasting = .powerCut, _ body: @escaping AwaitedWrite<Value>.Body
    ) async throws(StoreError) -> Value {
        let result = await withCheckedContinuation { continuation in
            enqueue(AwaitedWrite(step, body, lasting: lasting, continuation))
        }
        return try result.get()
    }

    /// Where the log ended with the last group that added to it; nil when none did.
    var auditEnd: (sequence: UInt64, hash: [UInt8])? { committedEnd.withLock { $0 } }

    /// Ends what waits, then refuses everything that comes later, and closes the connection.
    func close() {
        waiting.withLock { $0.isClosed = true }
        queue.sync { connection.close() }
    }

    private func enqueue(_ write: any QueuedWrite) {
        let isAccepted = waiting.withLock { waiting in
            guard !waiting.isClosed else { return false }
            waiting.writes.append(write)
            // Under the lock, so that a close that comes after finds it on the queue.
            if !waiting.isDraining { queue.async { self.drain() } }
            waiting.isDraining = true
            return true
        }
        guard isAccepted else { return write.finish(StoreError(.closed, connection.path)) }
    }

    private func drain() {
        while case let group = nextGroup(), !group.isEmpty {
            let begin = ContinuousClock.now
            let failure = commit(group, apart: false)
            for write in group { write.finish(failure) }
            if group.count > Self.crowd { rest(until: begin + Self.pace) }
        }
    }

    /// Looks once a millisecond whether a group has come together. Waiting to be told of it would hang on the wall clock: that is
    /// what timed semaphores count by, and it may be set back meanwhile.
    private func rest(until end: ContinuousClock.Instant) {
        while case let left = (end - .now) / .microseconds(1), left > 0,
            waiting.withLock({ $0.writes.count < Self.fill })
        {
            usleep(UInt32(min(left, 1_000)))
        }
    }

    private func nextGroup() -> [any QueuedWrite] {
        waiting.withLock { waiting in
            let group = Array(waiting.writes.prefix(Self.groupSize))
            waiting.writes.removeFirst(group.count)
            waiting.isDraining = !group.isEmpty
            return group
        }
    }

    /// - Parameter apart: each write in a savepoint of its own.
    private func commit(_ group: [any QueuedWrite], apart: Bool) -> StoreError? {
        do throws(StoreError) {
            try prepare(group.contains { $0.lasting == .powerCut } ? .powerCut : .process)
            try connection.execute("BEGIN IMMEDIATE")
            connection.notes = TransactionNotes()
            for write in group {
                FaultPoint.pass(write.step, .before)
                if apart {
                    try perform(write)
                } else if write.perform(on: connection) != nil {
                    rollBack()
                    return commit(group, apart: true)
                }
            }
            try beforeCommit()
            for write in group { FaultPoint.pass(write.step, .inside) }
            try connection.execute("COMMIT")
            if let end = connection.notes.auditEnd { committedEnd.withLock { $0 = end } }
            for write in group { FaultPoint.pass(write.step, .after) }
            return nil
        } catch {
            rollBack()
            return error
        }
    }

    /// A commit without a flush stays in the journal, which the next one with a flush brings to disk as a whole.
    private func prepare(_ group: Lasting) throws(StoreError) {
        guard lasting.withLock({ $0 }) != group else { return }
        // Compiled anew each time: SQLite carries this statement out when it is compiled.
        try connection.run(script: "PRAGMA synchronous = \(group == .powerCut ? "FULL" : "NORMAL")")
        lasting.withLock { $0 = group }
    }

    private func perform(_ write: any QueuedWrite) throws(StoreError) {
        let notes = connection.notes
        try connection.execute("SAVEPOINT write")
        if let failure = write.perform(on: connection) {
            // A full or failing disk makes SQLite take back the whole transaction; then there is no savepoint any more.
            guard connection.isInTransaction else { throw failure }
            try connection.execute("ROLLBACK TO write")
            connection.notes = notes
        }
        try connection.execute("RELEASE write")
    }

    private func rollBack() {
        // When even this fails, the next BEGIN fails too, and says why.
        if connection.isInTransaction { _ = try? connection.execute("ROLLBACK") }
    }
}
