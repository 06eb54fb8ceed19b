internal import Envelope
internal import Schemas

/// `weerthuis doctor`: what is wrong with this node, one line a step.
enum DoctorCommand: Command {
    static let specification = CommandSpecification(
        "doctor", summary: "Checks everything that a node can get wrong, and names the remedy of each.",
        options: NodeAccess.options + [
            .value("partner", "DIGITS", "ask this party's node too: a signed request and its answer"),
            .flag("json", short: "j", "print a line of JSON for each step"),
        ],
        details: """
            OpenSSL against known weaknesses, permissions, disk, directory, clock, keys, certificates, store, and whether the node
            can be reached over TLS as the directory says; with "mail" in node.json both mail servers: TLS, certificate, login, folder,
            and MOVE. No mail is sent. --partner proves the way to a partner and back with a signed request for
            the directory; no message is sent. Exit status 1 when something is wrong; a warning alone is 0.
            """,
        example: "weerthuis doctor --node /etc/weerthuis --partner 00000099000000002000")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let partner = try arguments.value("partner").map { (text) throws(CommandError) in
            guard let oin = OIN(text) else { throw .usage("--partner takes an OIN: 20 digits") }
            return oin
        }
        let access = try NodeAccess(arguments, on: console)
        let isJSON = arguments.has("json")
        var isWrong = false
        let doctor = Doctor(access: access, arguments: arguments, console: console) { (finding) throws(CommandError) in
            if finding.level == .wrong { isWrong = true }
            if isJSON {
                try console.report(tree(finding))
            } else {
                try console.print(finding.line)
            }
        }
        try doctor.examine(partner: partner)
        return isWrong ? .refused : .success
    }

    private static func tree(_ finding: DoctorFinding) -> JSONTree {
        [
            "step": .string(finding.step), "level": .string("\(finding.level)"), "text": .string(finding.text),
            "remedy": finding.remedy.map { .string($0) } ?? .null,
        ]
    }
}
