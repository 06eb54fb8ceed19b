internal import Schemas

/// `weerthuis directory diff`: what changed.
enum DirectoryDiffCommand: Command {
    static let specification = CommandSpecification(
        "directory", "diff", summary: "Lists what changed from one directory to another, party by party.",
        operands: "OLD NEW", operandCount: 2...2, options: [.flag("json", "print JSON")],
        details: "Each is a signed edition, its document, or a draft. Exit status 0, whether or not something changed.",
        example: "weerthuis directory diff adresboek-1.p7m adresboek.json")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let old = try DirectoryFile.read(arguments.operands[0], on: console)
        let new = try DirectoryFile.read(arguments.operands[1], on: console)
        let difference = DirectoryDifference(from: old.directory, to: new.directory)
        if arguments.has("json") {
            try console.report(DirectoryReport.tree(difference))
            return .success
        }
        let lines = DirectoryReport.lines(difference)
        for line in lines.isEmpty ? ["no difference"] : lines { try console.print(line) }
        return .success
    }
}
