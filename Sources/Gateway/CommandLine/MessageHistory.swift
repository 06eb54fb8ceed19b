internal import Envelope
internal import Schemas

/// One message with what happened to it: attempts, receipts, who could open it.
struct MessageHistory {
    private let report: MessageReport
    private let own: OIN
    private let entries: [AuditEntry]
    private let steps: [ReceiptStep]
    private let releasedBy: String?

    private var names: NodeNames { report.names }
    private var summary: MessageSummary { report.summary }

    /// - Throws: `CommandError` when the store can't be read. What is damaged or destroyed is left out.
    init(_ summary: MessageSummary, store: Store, own: OIN, names: NodeNames) throws(CommandError) {
        report = MessageReport(summary: summary, names: names)
        self.own = own
        let partner = summary.id.partner
        do throws(StoreError) {
            entries = try store.auditEntries(about: summary.id.message)
                .filter { $0.record.party == nil || $0.record.party == partner }
        } catch {
            throw CommandError(error)
        }
        steps = (try? store.steps(of: summary.id)) ?? []
        releasedBy = entries.first { $0.record.action == .submit }?.record.actor
    }

    /// Facts one a line, then the tables.
    var text: String {
        let facts = facts.filter { !$0.1.isEmpty }
        let width = facts.map(\.0.count).max() ?? 0
        let lines = facts.map { $0.0 + String(repeating: " ", count: width - $0.0.count + 2) + $0.1 }
        return ([lines.joined(separator: "\n")] + [receipts, log].compactMap(\.self)).joined(separator: "\n\n")
    }

    private var facts: [(String, String)] {
        let isOutbound = MessageTerms.direction(summary.id) == "uit"
        let partner = "\(names.party(summary.id.partner)) (\(summary.id.partner))"
        return [
            ("Bericht", summary.id.message.description), ("Dossier", summary.dossier.description),
            ("Soort", names.title(summary.type)), (isOutbound ? "Aan" : "Van", partner),
            ("Status", "\(report.state), sinds \(DutchTime.text(summary.changed))"),
            ("Reden", summary.lastReason ?? ""),
            ("Vrijgegeven door", releasedBy.map(names.actor) ?? ""),
            (isOutbound ? "Gemaakt" : "Ontvangen", DutchTime.text(summary.created)),
            ("Pogingen", isOutbound ? String(summary.attempts) : ""),
            ("Volgende poging", summary.nextAttempt.map(DutchTime.text) ?? ""),
            ("Kunnen openen", readers.map { "\($0.name) (\($0.mail))" }.joined(separator: ", ")),
        ]
    }

    private var readers: [Contactpersoon] {
        switch summary.id {
        case .outbound(let id): names.readers(of: id.recipient, at: summary.changed)
        case .inbound: names.readers(of: own, at: summary.created)
        }
    }

    private var receipts: String? {
        guard !steps.isEmpty else { return nil }
        let rows = steps.map { step in
            [
                step.kind.rawValue, DutchTime.text(step.time), names.actor(step.by), step.codes.joined(separator: " "),
                step.message?.description ?? "",
            ]
        }
        return TextTable(
            columns: ["Ontvangst", "Tijd", "Door", "Codes", "Met bericht"], rows: rows, wrapped: 3, wrapWidth: 30
        ).text
    }

    private var log: String? {
        guard !entries.isEmpty else { return nil }
        let rows = entries.map { entry in
            [
                DutchTime.text(entry.record.time), entry.record.action.rawValue, names.actor(entry.record.actor),
                entry.record.result, KeyTrace.split(entry.record.detail ?? "").rest,
            ]
        }
        return TextTable(
            columns: ["Logboek", "Wat", "Wie", "Uitkomst", "Bijzonderheden"], rows: rows, wrapped: 4, wrapWidth: 50
        ).text
    }

    var tree: JSONTree {
        guard case .object(let members) = report.tree else { return report.tree }
        let steps: [JSONTree] = steps.map { step in
            [
                "step": .string(step.kind.rawValue), "time": .string(step.time.description), "by": .string(step.by),
                "codes": .array(step.codes.map { .string($0) }),
                "message": step.message.map { .string($0.description) } ?? .null,
            ]
        }
        let log: [JSONTree] = entries.map { entry in
            [
                "sequence": .number(JSONNumber(Int(entry.sequence))), "time": .string(entry.record.time.description),
                "action": .string(entry.record.action.rawValue), "actor": .string(entry.record.actor),
                "result": .string(entry.record.result), "detail": entry.record.detail.map { .string($0) } ?? .null,
            ]
        }
        return .object(
            members + [
                JSONMember("releasedBy", releasedBy.map { .string($0) } ?? .null),
                JSONMember("readers", .array(readers.map { .string($0.mail) })),
                JSONMember("receipts", .array(steps)), JSONMember("log", .array(log)),
            ])
    }
}
