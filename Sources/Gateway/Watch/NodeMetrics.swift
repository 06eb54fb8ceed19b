internal import Synchronization

/// Counts of what a node did since it started. Names and labels are codes of the program; no label holds personal data.
final class NodeMetrics: Sendable {
    /// A family of counters with one label.
    enum Family: String, CaseIterable, Sendable {
        /// Attempts by what became of them.
        case attempts
        /// Arrivals whose sender is known, by what became of them.
        case received
        /// Arrivals that were refused, by code. Those of unknown senders are nowhere else.
        case refused
        /// Mails that were put aside, by reason.
        case mailAside = "mail_aside"

        var label: String {
            switch self {
            case .attempts: "verdict"
            case .received: "outcome"
            case .refused: "code"
            case .mailAside: "reason"
            }
        }

        var help: String {
            switch self {
            case .attempts: "Attempts to deliver, by what became of them."
            case .received: "Messages from known senders, by what became of them."
            case .refused: "Requests and messages that were refused, by code."
            case .mailAside: "Mails that were put aside in a folder, by reason."
            }
        }
    }

    /// So many different labels in one family; what comes later counts as `other`.
    private static let mostLabels = 200

    private let counts = Mutex<[Family: [String: Int]]>([:])

    func count(_ family: Family, _ label: String) {
        let label = LogCode(label).text
        counts.withLock { counts in
            let isRoom = counts[family]?[label] != nil || (counts[family]?.count ?? 0) < Self.mostLabels
            counts[family, default: [:]][isRoom ? label : "other", default: 0] += 1
        }
    }

    func value(_ family: Family, _ label: String) -> Int { counts.withLock { $0[family]?[label] ?? 0 } }

    /// In the text format of Prometheus.
    var text: String {
        let counts = counts.withLock { $0 }
        return Family.allCases.map { family in
            let name = "weerthuis_\(family.rawValue)_total"
            let lines = (counts[family] ?? [:]).sorted { $0.key < $1.key }.map { label, count in
                "\(name){\(family.label)=\"\(label)\"} \(count)\n"
            }
            return "# HELP \(name) \(family.help)\n# TYPE \(name) counter\n" + lines.joined()
        }.joined()
    }
}
