internal import Envelope
internal import Schemas

/// A step of a delivery that a person asks for.
struct DeliveryStep {
    let access: NodeAccess
    let store: Store
    /// Who asks.
    let actor: String

    /// The deliveries that the step is possible for.
    func possible(_ found: [MessageSummary], from states: Set<OutboundState>) -> [DeliveryID] {
        found.compactMap { summary in
            guard case .outbound(let id) = summary.id, case .outbound(let state) = summary.state,
                summary.isIntact, states.contains(state)
            else { return nil }
            return id
        }
    }

    /// Takes it, with its entry in the log, and wakes the node.
    func take(
        _ id: DeliveryID, _ action: AuditAction,
        _ body: @escaping @Sendable (AuditRecord) async throws(StoreError) -> Void
    ) throws(CommandError) {
        let record = AuditRecord(
            time: SystemClock.now, actor: actor, action: action, party: id.recipient, message: id.message)
        try access.change { () async throws(StoreError) in try await body(record) }
    }

    /// For programs: the deliveries for which it was taken, and their state now.
    func report(_ taken: [DeliveryID], _ state: OutboundState) -> JSONTree {
        let messages: [JSONTree] = taken.map { id in
            [
                "message": .string(id.message.description), "recipient": .string(id.recipient.description),
                "state": .string(state.rawValue),
            ]
        }
        return ["messages": .array(messages)]
    }

    func refusal(_ found: [MessageSummary], _ rule: String) -> CommandError {
        let states = Set(found.map { MessageTerms.text($0.state) }).sorted().joined(separator: ", ")
        return .refused("dit bericht is \(states); \(rule)", remedy: "weerthuis show toont wat ermee gebeurde")
    }
}
