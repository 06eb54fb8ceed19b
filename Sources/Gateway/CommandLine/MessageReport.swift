internal import Envelope
internal import Schemas

/// One message in a list, for people and for programs.
struct MessageReport {
    static let columns = ["Tijd", "", "Soort", "Partij", "Status", "Pogingen", "Reden", "Bericht"]

    let summary: MessageSummary
    let names: NodeNames

    private var isOutbound: Bool {
        if case .outbound = summary.id { true } else { false }
    }

    /// The state in words; what is damaged says so.
    var state: String { summary.isIntact ? MessageTerms.text(summary.state) : "beschadigd" }

    var row: [String] {
        [
            DutchTime.text(summary.created), MessageTerms.direction(summary.id), names.title(summary.type),
            names.party(summary.id.partner), state, isOutbound ? String(summary.attempts) : "",
            summary.lastReason ?? "", summary.id.message.description,
        ]
    }

    var tree: JSONTree {
        var members: [(String, JSONTree)] = [
            ("number", .number(JSONNumber(Int(summary.number)))),
            ("id", .string(summary.id.message.description)),
            ("direction", .string(isOutbound ? "outbound" : "inbound")),
            ("party", .string(summary.id.partner.description)),
            ("partyName", .string(names.party(summary.id.partner))),
            ("dossier", .string(summary.dossier.description)), ("type", .string(summary.type)),
            ("state", .string(MessageTerms.name(summary.state))), ("intact", .bool(summary.isIntact)),
            ("created", .string(summary.created.description)), ("changed", .string(summary.changed.description)),
            ("attempts", .number(JSONNumber(summary.attempts))),
        ]
        members += summary.nextAttempt.map { [("nextAttempt", .string($0.description))] } ?? []
        members += summary.lastReason.map { [("reason", .string($0))] } ?? []
        return .object(members.map { JSONMember($0.0, $0.1) })
    }
}
