internal import Schemas

/// `weerthuis schema bowtie`: any JSON Schema suite can be run against our engine.
enum SchemaBowtieCommand: Command {
    static let specification = CommandSpecification(
        "schema", "bowtie", summary: "Speaks the Bowtie harness protocol on standard input and output.",
        options: [.flag("assert-format", "format asserts (the default is that it annotates)")],
        details: """
            One JSON command per line (start, dialect, run, stop), one JSON answer per line. Draft 2020-12 only. Nothing is
            fetched: references resolve within the schema and the registry that a command brings along.
            """,
        example: "printf '%s\\n' '{\"cmd\":\"start\",\"version\":1}' '{\"cmd\":\"stop\"}' | weerthuis schema bowtie")

    private static let longestLine = 64 << 20

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        var harness = BowtieHarness(assertsFormat: arguments.has("assert-format"), version: WeerThuisTool.version)
        while !harness.isStopped, let line = try console.readLine(limit: longestLine) {
            if let answer = harness.answer(line) { try console.write(answer + [0x0A]) }
        }
        return .success
    }
}
