internal import Envelope

/// A list of messages as one query. Every condition is an index in which the messages stand by number.
///
/// SQLite has no statistics here and would take any of them. The one for a message or a dossier holds a few rows, the others
/// may hold all; a plus before a column keeps its index out of the choice.
struct MessageQuery {
    let sql: String
    let values: [SQLValue]

    init(_ filter: MessageFilter, _ page: MessagePage) {
        var conditions: [String] = []
        var values: [SQLValue] = []
        var isNarrow = false
        func require(_ condition: String, _ value: SQLValue) {
            conditions.append(isNarrow ? "+" + condition : condition)
            values.append(value)
        }
        if let message = filter.message { require("id = ?", SQLValue(message)) }
        isNarrow = filter.message != nil
        if let dossier = filter.dossier { require("dossier_number = \(DossierTable.numberOfID)", SQLValue(dossier)) }
        isNarrow = isNarrow || filter.dossier != nil
        if let partner = filter.partner { require("partner = ?", SQLValue(partner)) }
        if let state = filter.state { require("state = ?", .text(state.rawValue)) }
        if let direction = filter.direction { require("direction = ?", .text(direction.rawValue)) }
        isNarrow = false
        if let before = page.before { require("number < ?", .integer(before)) }
        let condition = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND ")) "
        sql = "SELECT \(MessageRow.columns) FROM message \(condition)ORDER BY number DESC LIMIT ?"
        self.values = values + [SQLValue(page.limit + 1)]
    }
}
