/// The command line as a whole: finds the command, parses, runs, and turns errors into a message and an exit status.
public enum WeerThuisTool {
    /// The version of the program, as `--version` prints it and the User-Agent carries it.
    public static let version = "0.1.0"

    static var commands: [any Command.Type] {
        [
            DemoCommand.self, InitCommand.self, ServeCommand.self, DoctorCommand.self,
            SendCommand.self, MessagesCommand.self, ShowCommand.self, RetryCommand.self, CancelCommand.self,
            EvidenceCommand.self, AuditVerifyCommand.self, AuditKeysCommand.self, BackupCommand.self,
            RestoreCommand.self,
            CheckCommand.self, SealCommand.self, OpenCommand.self, InspectCommand.self,
            SchemaListCommand.self, SchemaShowCommand.self, SchemaBowtieCommand.self,
            KeysGenerateCommand.self, KeysAuthorityCommand.self, KeysIssueCommand.self, KeysShowCommand.self,
            KeysListCommand.self,
            KeysExampleCommand.self,
            DirectoryCreateCommand.self, DirectoryAddPartyCommand.self, DirectorySetPartyCommand.self,
            DirectoryRemovePartyCommand.self, DirectoryAddContactpersoonCommand.self,
            DirectoryCheckCommand.self, DirectorySignCommand.self, DirectoryFreshenCommand.self,
            DirectoryShowCommand.self, DirectoryVerifyCommand.self, DirectoryDiffCommand.self,
            DirectoryTrustCommand.self, DirectoryPublishCommand.self, DirectoryStatusCommand.self,
            DirectoryAgreeCommand.self, DirectorySetCommand.self, DirectoryCosignCommand.self,
            KeysRevocationsCommand.self,
            DirectoryFetchCommand.self, DirectoryRequestsCommand.self, DirectoryApproveCommand.self,
            DirectoryRejectCommand.self,
            KeysRotateCommand.self, KeysConfirmCommand.self, KeysRevokeCommand.self,
            ContactAddCommand.self, ContactReplaceCommand.self, ContactRemoveCommand.self,
        ]
    }

    /// What the program starts by itself; no list shows it.
    static var hiddenCommands: [any Command.Type] { [KeyProcessCommand.self] }

    /// Runs one command line (without the program's own name) and returns the exit status to end with.
    public static func run(_ words: [String], on console: any Console) -> ExitCode {
        do {
            return try dispatch(words, on: console)
        } catch {
            console.note("weerthuis: \(error.message)")
            if let remedy = error.remedy { console.note("  \(remedy)") }
            return error.exitCode
        }
    }

    private static func dispatch(_ words: [String], on console: any Console) throws(CommandError) -> ExitCode {
        if words == ["--version"] {
            try console.print("weerthuis \(version)")
            return .success
        }
        guard let first = words.first, !isHelp(first), first != "help" else {
            try console.print(help(for: commands))
            return words.isEmpty ? .usage : .success
        }
        let family = (commands + hiddenCommands).filter { $0.specification.words.first == first }
        guard !family.isEmpty else { throw unknown(first) }
        guard let command = family.first(where: { words.starts(with: $0.specification.words) }) else {
            return try listFamily(family, words, on: console)
        }
        let rest = words.dropFirst(command.specification.words.count)
        if rest.prefix(while: { $0 != "--" }).contains(where: isHelp) {
            try console.write(Array(command.specification.help.utf8))
            return .success
        }
        return try command.run(ParsedArguments(rest, for: command.specification), on: console)
    }

    private static func isHelp(_ word: String) -> Bool { ["--help", "-h"].contains(word) }

    private static func listFamily(
        _ family: [any Command.Type], _ words: [String], on console: any Console
    ) throws(CommandError) -> ExitCode {
        guard words.count > 1, !isHelp(words[1]) else {
            try console.print(help(for: family))
            return words.count > 1 ? .success : .usage
        }
        let known = family.map { $0.specification.name }
        throw .usage(
            "unknown command \(words.prefix(2).joined(separator: " "))",
            remedy: Suggestion.sentence(for: words.prefix(2).joined(separator: " "), among: known))
    }

    private static func unknown(_ word: String) -> CommandError {
        let known = Set(commands.compactMap { $0.specification.words.first })
        return .usage("unknown command \(word)", remedy: Suggestion.sentence(for: word, among: known.sorted()))
    }

    private static func help(for commands: [any Command.Type]) -> String {
        let width = commands.map { $0.specification.name.count }.max() ?? 0
        let lines = commands.map { command in
            let specification = command.specification
            let gap = String(repeating: " ", count: width - specification.name.count + 2)
            return "  \(specification.name)\(gap)\(specification.summary)"
        }
        return """
            Weer Thuis Gateway: forms and aanmeldberichten, validated, sealed and checkable.

            Usage: weerthuis COMMAND [OPTIONS] [ARGUMENTS]

            \(lines.joined(separator: "\n"))

            weerthuis COMMAND --help explains one command, with an example.
            Exit status: 0 done, 1 refused, 2 wrong use, 3 failed.
            """
    }
}
