internal import Schemas

extension CheckReport {
    private static let sentenceColumn = 3
    private static let sentenceWidth = 60

    /// The findings as a table for a terminal, each sentence wrapped.
    var table: String {
        TextTable(
            columns: Self.columns, rows: rows, wrapped: Self.sentenceColumn, wrapWidth: Self.sentenceWidth
        ).text
    }
}
