import Foundation

/// The table at the end.
struct Report {
    let options: Options
    let tally: Tally
    let comparison: Comparison
    let privacy: Privacy

    private static let shown = 10

    func print() {
        row("seed \(options.seed): faults", "times")
        for (fault, count) in tally.all { row("  \(fault)", "\(count)") }
        row("  kills, all together", "\(tally.kills)")
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

    private func verdict(_ name: String, _ cases: [String]) {
        row(name, "\(cases.count)")
        for text in cases.prefix(Self.shown) { Swift.print("    \(text)") }
        if cases.count > Self.shown { Swift.print("    and \(cases.count - Self.shown) more") }
    }

    private func row(_ name: String, _ value: String) {
        let space = String(repeating: " ", count: max(1, 64 - name.count - value.count))
        Swift.print(name + space + value)
    }
}
