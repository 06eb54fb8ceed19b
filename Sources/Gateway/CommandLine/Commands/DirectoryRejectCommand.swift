internal import Envelope
internal import Schemas

/// `weerthuis directory reject`: a request for keys is not granted.
enum DirectoryRejectCommand: Command {
    static let specification = CommandSpecification(
        "directory", "reject", summary: "Rejects a request for keys, with the reason.", operands: "FINGERPRINT",
        operandCount: 1...1, options: NodeAccess.options + [.value("reason", "TEXT", "why"), NodeAccess.actor, .json],
        details: """
            The decision is kept with its reason, and stands in the audit log. Every contactpersoon of the party gets a message with
            the reason: name nobody in it who is no contactpersoon.
            """,
        example:
            "weerthuis directory reject 3FA0B1C2 --reason \"niet aangevraagd, zegt de partij\" --as beheer@regio.example"
    )

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let reason = try arguments.required("reason")
        let desk = try RequestDesk(arguments, on: console)
        let one = try desk.waiting(arguments.operands[0])
        try desk.keep(
            SleutelaanvraagDecision(
                fingerprint: one.fingerprint, isApproved: false, time: SystemClock.now,
                actor: NodeAccess.actor(arguments), ground: reason),
            on: one)
        desk.tell(one, .rejected(ground: reason), on: console)
        guard !arguments.has("json") else {
            return try console.report([
                "fingerprint": .string(Hexadecimal.text(one.fingerprint)), "party": .string(one.party.description),
                "mail": .string(one.request.mail), "approved": false,
            ])
        }
        console.note("rejected: keys of \(one.request.mail) (\(one.party))")
        return .success
    }
}
