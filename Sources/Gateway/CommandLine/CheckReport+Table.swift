internal import Schemas

extension CheckReport {
    private static let sentenceColumn = 3
    private static let sentenceWidth = 60

    /// The findings as a table for a terminal, each sentence wrapped, and how many are left out.
    var table: String {
        let text = TextTable(
            columns: Self.columns, rows: rows, wrapped: Self.sentenceColumn, wrapWidth: Self.sentenceWidth
        ).text
        return more > 0 ? text + "\n\nen nog \(more)" : text
    }
}
