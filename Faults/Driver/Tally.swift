import Synchronization

/// How often each fault was done.
final class Tally: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    func add(_ fault: String, _ count: Int = 1) { counts.withLock { $0[fault, default: 0] += count } }

    var all: [(fault: String, count: Int)] {
        counts.withLock { counts in counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
    }

    var kills: Int { all.filter { $0.fault.hasPrefix("kill") }.reduce(0) { $0 + $1.count } }
}
