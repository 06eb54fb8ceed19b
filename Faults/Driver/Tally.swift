import Synchronization

/// How often each fault was done.
final class Tally: Sendable {
    enum Kind { case kill, cut, other }

    private let counts = Mutex<[String: Int]>([:])

    func add(_ fault: String, _ count: Int = 1) { counts.withLock { $0[fault, default: 0] += count } }

    var all: [(fault: String, count: Int)] {
        counts.withLock { counts in counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
    }

    /// The name of a kill at a numbered step.
    static func step(_ step: String, _ moment: String) -> String { "kill -9 at \(step), \(moment)" }

    func count(_ fault: String) -> Int { counts.withLock { $0[fault] ?? 0 } }

    /// The name of what the network did.
    static func network(_ mode: Relay.Mode) -> String { "network: \(mode.rawValue)" }

    /// All faults of one kind.
    func all(_ kind: Kind) -> [(fault: String, count: Int)] { all.filter { Self.kind($0.fault) == kind } }

    /// Connections and requests that were cut off from their answer.
    var cuts: Int { sum(.cut) }

    var kills: Int { sum(.kill) }

    private func sum(_ kind: Kind) -> Int { all(kind).reduce(0) { $0 + $1.count } }

    private static let cutNames = Set(Relay.Mode.cuts.map(network))

    private static func kind(_ fault: String) -> Kind {
        if fault.hasPrefix("kill") { return .kill }
        return cutNames.contains(fault) ? .cut : .other
    }
}
