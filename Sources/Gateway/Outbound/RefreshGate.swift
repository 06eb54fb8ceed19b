internal import Synchronization

/// Asks for a newer directory on behalf of many attempts: those that ask together share one answer, and an answer of a moment
/// ago still counts. Otherwise a partner with a backlog would have the sources asked once for every message.
final class RefreshGate: Sendable {
    private struct State {
        var underWay: Task<Void, Never>?
        var ended: ContinuousClock.Instant?
    }

    private static let validity: Duration = .seconds(1)

    private let directory: any DirectorySource
    private let state = Mutex(State())

    init(_ directory: any DirectorySource) {
        self.directory = directory
    }

    /// Returns when the sources were asked.
    func refresh() async {
        let task = state.withLock { state -> Task<Void, Never>? in
            if let task = state.underWay { return task }
            if let ended = state.ended, .now - ended < Self.validity { return nil }
            let task = Task { await ask() }
            state.underWay = task
            return task
        }
        await task?.value
    }

    private func ask() async {
        await directory.refresh()
        state.withLock { $0 = State(underWay: nil, ended: .now) }
    }
}
