/// Rows of text as a table for a terminal: columns aligned, the widest one wrapped between words.
struct TextTable {
    let columns: [String]
    let rows: [[String]]
    /// The column that is wrapped, counted from 0.
    let wrapped: Int
    /// How wide the wrapped column may be, in characters.
    let wrapWidth: Int

    /// The table, one line per row and more for wrapped text, without a line feed at the end.
    var text: String {
        let cells = ([columns] + rows).map { row in
            row.enumerated().map { index, cell in index == wrapped ? Self.wrap(cell, wrapWidth) : [cell] }
        }
        let widths = columns.indices.map { column in
            cells.flatMap { $0[column] }.map(\.count).max() ?? 0
        }
        var lines = cells.flatMap { Self.lines($0, widths) }
        lines.insert(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "), at: 1)
        return lines.joined(separator: "\n")
    }

    private static func lines(_ row: [[String]], _ widths: [Int]) -> [String] {
        let height = row.map(\.count).max() ?? 0
        return (0..<height).map { line in
            let cells = zip(row, widths).map { cell, width in
                let part = line < cell.count ? cell[line] : ""
                return part + String(repeating: " ", count: width - part.count)
            }
            let text = cells.joined(separator: "  ")
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
    }

    private static func wrap(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        return lines + [line]
    }
}
