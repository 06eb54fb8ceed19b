internal import Envelope

/// A list of messages as one query. Every condition but the direction is an index in which the messages stand by number.
///
/// SQLite has no statistics here and would take any of them. The one for a message or a dossier holds a few rows, the others
/// may hold all; a plus before a column keeps its index out of the choice.
struct MessageQuery {
    let sql: String
    let values: [SQLValue]

    init(_ filter: MessageFilter, _ page: MessagePage) {
        var values: [SQLValue] = []
        let branches = Self.states(filter).map { state in
            let conditions = Self.conditions(filter, state, page)
            values += conditions.map(\.value)
            let text = conditions.map(\.text).joined(separator: " AND ")
            return "SELECT \(MessageRow.columns) FROM message " + (conditions.isEmpty ? "" : "WHERE \(text) ")
        }
        sql = branches.joined(separator: "UNION ALL ") + "ORDER BY number DESC LIMIT ?"
        self.values = values + [SQLValue(page.limit + 1)]
    }

    /// The states to look in: those of a direction when nothing else is asked, each in its own index, which SQLite merges.
    private static func states(_ filter: MessageFilter) -> [MessageSummary.State?] {
        guard filter == MessageFilter(direction: filter.direction) else { return [filter.state] }
        return switch filter.direction {
        case .outbound: OutboundState.allCases.map { .outbound($0) }
        case .inbound: InboundState.allCases.map { .inbound($0) }
        case nil: [nil]
        }
    }

    private static func conditions(
        _ filter: MessageFilter, _ state: MessageSummary.State?, _ page: MessagePage
    ) -> [(text: String, value: SQLValue)] {
        var conditions: [(text: String, value: SQLValue)] = []
        var isNarrow = false
        func require(_ condition: String, _ value: SQLValue) {
            conditions.append((isNarrow ? "+" + condition : condition, value))
        }
        if let message = filter.message { require("id = ?", SQLValue(message)) }
        isNarrow = filter.message != nil
        if let dossier = filter.dossier { require("dossier_number = \(DossierTable.numberOfID)", SQLValue(dossier)) }
        isNarrow = isNarrow || filter.dossier != nil
        if let partner = filter.partner { require("partner = ?", SQLValue(partner)) }
        if let state { require("state = ?", .text(state.rawValue)) }
        isNarrow = false
        // A state that was not asked for came from the direction.
        if let direction = filter.direction, state == filter.state {
            require("direction = ?", .text(direction.rawValue))
        }
        if let before = page.before { require("number < ?", .integer(before)) }
        return conditions
    }
}
