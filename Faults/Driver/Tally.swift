import Synchronization

/// How often each fault was done.
final class Tally: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    func add(_ fault: String, _ count: Int = 1) { counts.withLock { $0[fault, default: 0] += count } }

    var all: [(fault: String, count: Int)] {
        counts.withLock { counts in counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
    }

    /// The name of a kill at a numbered step.
    static func step(_ step: String, _ moment: String) -> String { "kill -9 at \(step), \(moment)" }

    func count(_ fault: String) -> Int { counts.withLock { $0[fault] ?? 0 } }

    /// Connections and requests that the network hurt.
    var cuts: Int { all.filter { $0.fault.hasPrefix("network") }.reduce(0) { $0 + $1.count } }

    var kills: Int { all.filter { $0.fault.hasPrefix("kill") }.reduce(0) { $0 + $1.count } }
}
