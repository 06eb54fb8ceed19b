/// The journey as a table that grows row by row.
struct DemoTable {
    private static let widths = [15, 28, 29, 33, 12]

    static let head = line(["message", "from", "to", "who could open it", "receipt"], "ms")
    static let rule = line(widths.map { String(repeating: "-", count: $0) }, "------")

    static func row(_ cells: String..., milliseconds: Double) -> String {
        let tenths = Int((milliseconds * 10).rounded())
        return line(cells, "\(tenths / 10).\(tenths % 10)")
    }

    private static func line(_ cells: [String], _ last: String) -> String {
        let padded = zip(cells, widths).map { cell, width in
            cell + String(repeating: " ", count: max(0, width - cell.count))
        }
        return (padded + [String(repeating: " ", count: max(0, 6 - last.count)) + last]).joined(separator: "  ")
    }
}
