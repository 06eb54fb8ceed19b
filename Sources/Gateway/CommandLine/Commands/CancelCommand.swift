internal import Envelope

/// `weerthuis cancel`: a message is not sent any more.
enum CancelCommand: Command {
    static let specification = CommandSpecification(
        "cancel", summary: "Stops a message that waits to be sent or failed.", operands: "ID", operandCount: 1...1,
        options: NodeAccess.options + MessageChoice.options + [
            .value("reason", "TEXT", "why, for whoever looks at it later; no personal data"), NodeAccess.actor, .json,
        ],
        details:
            "Refused while an attempt is under way. A receipt that still comes counts: then the message was delivered.",
        example: "weerthuis cancel 0192d5a0-7c1e-7b3a-8f21-3d5c6b7a8e90 --node /etc/weerthuis --reason dubbel")

    private static let longestReason = 200

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let reason = try arguments.required("reason")
        guard (1...longestReason).contains(reason.count), !reason.contains(where: \.isNewline) else {
            throw .usage("--reason takes one line of at most \(longestReason) characters")
        }
        let access = try NodeAccess(arguments, on: console)
        let store = try access.store(arguments, on: console)
        let found = try MessageChoice.find(arguments, in: store, direction: .outbound)
        let step = DeliveryStep(access: access, store: store, actor: NodeAccess.actor(arguments))
        let ready = step.possible(found, from: OutboundStep.cancel.from)
        guard !ready.isEmpty else {
            throw step.refusal(found, "annuleren kan alleen wat wacht, uitgesteld of mislukt is")
        }
        for id in ready {
            try step.take(id, .cancel) { (record) async throws(StoreError) in
                try await store.cancel(id, reason: "Geannuleerd: \(reason)", at: record.time, audit: [record])
            }
            guard !arguments.has("json") else { continue }
            try console.print("\(id.message) aan \(id.recipient): geannuleerd")
        }
        return arguments.has("json") ? try console.report(step.report(ready, .cancelled)) : .success
    }
}
