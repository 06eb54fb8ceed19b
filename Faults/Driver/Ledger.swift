import Foundation
import Schemas
import Synchronization

/// What the sender was told is accepted: written down outside the stores, and compared with them at the end.
final class Ledger: Sendable {
    struct Entry: Sendable {
        let message: String
        let dossier: String
        let type: String
        let receivers: [String]
    }

    private let kept = Mutex<[Entry]>([])
    private let stopped = Mutex<Set<String>>([])

    var entries: [Entry] { kept.withLock { $0 } }

    /// Messages that a person stopped before they left.
    var cancelled: Set<String> { stopped.withLock { $0 } }

    func cancel(_ message: String) { _ = stopped.withLock { $0.insert(message) } }

    var count: Int { kept.withLock { $0.count } }

    /// Takes the lines that `send --json` printed; one that a kill cut off was not told.
    ///
    /// - Returns: how many messages they told of.
    @discardableResult
    func note(_ lines: String, type: String) -> Int {
        let whole = lines.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let entries = whole.compactMap { line -> Entry? in
            guard let root = try? JSONDocument(parsing: Array(line.utf8)).root, let message = root["message"]?.string,
                let dossier = root["dossier"]?.string
            else { return nil }
            let receivers = root["receivers"]?.elements.compactMap { $0["party"]?.string } ?? []
            return Entry(message: message, dossier: dossier, type: type, receivers: receivers)
        }
        kept.withLock { $0 += entries }
        return entries.count
    }

    /// A dossier that was opened, chosen by the dice.
    func dossier(_ dice: inout Dice) -> String? {
        let cancelled = cancelled
        return kept.withLock { kept in
            kept.filter { $0.type == "registratie" && !cancelled.contains($0.message) }
                .randomElement(using: &dice)?.dossier
        }
    }
}
