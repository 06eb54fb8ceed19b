internal import Schemas

/// `weerthuis check`: is this form complete and right, and if not, where not.
enum CheckCommand: Command {
    static let specification = CommandSpecification(
        "check", summary: "Checks a filled-in form or a message, and names every mistake at its field, in Dutch.",
        operands: "FILE", operandCount: 1...1,
        options: [
            .value("type", "NAME", "the message type, when FILE is a form's data alone"),
            .value("today", "DATE", "the day that counts as today (default: the date in the Netherlands)"),
            .value("limit", "NUMBER", "how many findings to tell at most (default 100)"),
            .flag("json", "print the findings as application/problem+json (RFC 9457)"),
        ] + ProfileSource.options,
        details: """
            FILE holds a form's data as JSON (give --type), or a CloudEvents message, which says its type; - is standard input.
            No finding repeats what was filled in. Exit status: 0 valid, 1 not valid, 2 wrong use.
            """,
        example: "weerthuis check Tests/Vectors/formulieren/registratie-onvolledig.json --type registratie")

    private static let limit = 16 << 20

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let today = try CivilDateOption.today(arguments)
        let most = try most(arguments.value("limit"))
        let profile = try ProfileSource.profile(arguments, on: console)
        let bytes = try FileAccess.read(arguments.operands[0], limit: limit, on: console)
        let report: CheckReport
        do throws(CheckMisuse) {
            report = try profile.check(bytes: bytes, type: arguments.value("type"), today: today, limit: most)
        } catch {
            throw .usage("\(error)", remedy: "bijvoorbeeld --type \(profile.messages.first?.name ?? "NAAM")")
        }
        if arguments.has("json") {
            try console.report(report.problem() ?? Self.noFindings(report))
        } else {
            try print(report, on: console)
        }
        return report.isValid ? .success : .refused
    }

    private static func noFindings(_ report: CheckReport) -> JSONTree {
        .object([
            JSONMember("title", .string(report.summary)), JSONMember("messageType", .string(report.type ?? "")),
            JSONMember("findings", .array([])),
        ])
    }

    private static func print(_ report: CheckReport, on console: any Console) throws(CommandError) {
        try console.print(report.summary)
        guard !report.isValid else { return }
        try console.print("\n\(report.table)")
    }

    private static func most(_ text: String?) throws(CommandError) -> Int {
        guard let text else { return 100 }
        guard let most = Int(text), (1...10_000).contains(most) else {
            throw .usage("--limit \(text) is not a number from 1 to 10000")
        }
        return most
    }
}
