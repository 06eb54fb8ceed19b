internal import Envelope
internal import Schemas

/// `weerthuis directory show`: what a directory says.
enum DirectoryShowCommand: Command {
    static let specification = CommandSpecification(
        "directory", "show", summary: "Shows a directory: parties, contactpersonen and the state of their keys.",
        operands: "FILE", operandCount: 1...1, options: [.flag("json", "print the document itself, indented")],
        details:
            "FILE is a signed edition, its document, or a draft. No signature is checked: directory verify does that.",
        example: "weerthuis directory show adresboek-1.p7m")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let path = arguments.operands[0]
        guard !arguments.has("json") else {
            let draft = try DirectoryFile.draft(path, on: console)
            try console.write(Array(IndentedJSON.text(draft.tree).utf8))
            return .success
        }
        let file = try DirectoryFile.read(path, on: console)
        for line in DirectoryReport.head(file.directory, isDraft: file.isDraft) { try console.print(line) }
        let table = TextTable(
            columns: DirectoryReport.columns, rows: DirectoryReport.rows(file.directory, at: SystemClock.now),
            wrapped: DirectoryReport.columns.count - 1, wrapWidth: 60)
        try console.print("\n" + table.text)
        return .success
    }
}
