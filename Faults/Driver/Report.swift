import Foundation
import Schemas

/// The table at the end.
struct Report {
    let options: Options
    let tally: Tally
    let comparison: Comparison
    let privacy: Privacy

    private static let shown = 10

    func print() {
        row("seed \(options.seed): faults", "times")
        kills()
        list(tally.all(.cut))
        row("cuts, all together", "\(tally.cuts)")
        row("kills and cuts, all together", "\(tally.kills + tally.cuts)")
        row("not among these", "")
        list(tally.all(.other))
        row("messages told to the sender as accepted", "\(comparison.accepted)")
        row("  deliveries of these", "\(comparison.deliveries)")
        row("  deliveries stored, with those that a kill left untold", "\(comparison.stored)")
        verdict("lost", comparison.lost)
        verdict("doubled in effect", comparison.doubled)
        verdict("wrongly reported", comparison.misreported)
        verdict("states outside the table, or not at their end", comparison.strange)
        verdict("stores and logs that are not whole", comparison.broken)
        row(
            "personal values looked for, in kilobytes of everything else",
            "\(privacy.secrets.count), \(privacy.searched / 1_024)")
        verdict("personal values found outside content", privacy.found)
    }

    private func kills() {
        row("kill -9 at numbered steps", Steps.moments.map(column).joined())
        let steps = Steps.all.map { step in (step, Steps.moments.map { Tally.step(step, $0) }) }
        for (step, names) in steps { row("  \(step)", names.map { column("\(tally.count($0))") }.joined()) }
        let names = steps.flatMap(\.1)
        row("  kill -9 at numbered steps, all together", "\(names.reduce(0) { $0 + tally.count($1) })")
        list(tally.all(.kill).filter { !names.contains($0.fault) })
        row("kills, all together", "\(tally.kills)")
    }

    private func list(_ faults: [(fault: String, count: Int)]) {
        for (fault, count) in faults { row("  \(fault)", "\(count)") }
    }

    private func column(_ text: String) -> String { String(repeating: " ", count: max(1, 8 - text.count)) + text }

    private func verdict(_ name: String, _ cases: [String]) {
        row(name, "\(cases.count)")
        for text in cases.prefix(Self.shown) { Swift.print("    \(text)") }
        if cases.count > Self.shown { Swift.print("    and \(cases.count - Self.shown) more") }
    }

    private func row(_ name: String, _ value: String) {
        let space = String(repeating: " ", count: max(1, 64 - name.count - value.count))
        Swift.print(name + space + value)
    }

    /// Writes everything, each case in full, as one JSON object.
    func write(to path: String) throws {
        let faults = tally.all.map { JSONMember($0.fault, .number(JSONNumber($0.count))) }
        let cases: [(String, [String])] = [
            ("lost", comparison.lost), ("doubled", comparison.doubled), ("wronglyReported", comparison.misreported),
            ("strangeStates", comparison.strange), ("notWhole", comparison.broken), ("personalValues", privacy.found),
        ]
        let counts: [(String, Int)] = [
            ("kills", tally.kills), ("cuts", tally.cuts), ("killsAndCuts", tally.kills + tally.cuts),
            ("accepted", comparison.accepted), ("deliveries", comparison.deliveries), ("stored", comparison.stored),
        ]
        let tree = JSONTree.object(
            [
                JSONMember("seed", .string("\(options.seed)")), JSONMember("minutes", .string("\(options.minutes)")),
                JSONMember("faults", .object(faults)),
            ] + counts.map { JSONMember($0, .number(JSONNumber($1))) }
                + cases.map { JSONMember($0, .array($1.map { .string($0) })) })
        try Data(tree.encoded() + [0x0A]).write(to: URL(filePath: path))
    }
}
