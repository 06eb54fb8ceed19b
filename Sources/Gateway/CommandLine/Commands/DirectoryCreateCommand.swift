internal import Schemas

/// `weerthuis directory create`: an empty draft.
enum DirectoryCreateCommand: Command {
    static let specification = CommandSpecification(
        "directory", "create", summary: "Makes an empty draft of a region's directory (adresboek).",
        operands: "DRAFT", operandCount: 1...1,
        options: [.value("region", "TEXT", "the name of the region")] + ProfileSource.options + [
            .flag("force", "replace an existing file"), .json,
        ],
        details: """
            A draft is a JSON file (docs/directory.md). Add parties and contactpersonen with the commands directory add-party and
            add-contactpersoon or in an editor, then directory check and directory sign.
            """,
        example: "weerthuis directory create adresboek.json --region Voorbeeldregio")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let region = try arguments.required("region")
        let profile = try ProfileSource.profile(arguments, on: console)
        let draft = DirectoryDraft(region: region, profile: profile.name)
        try DirectoryFile.write(draft, to: arguments.operands[0], replacing: arguments.has("force"))
        guard !arguments.has("json") else { return try console.report(["draft": .string(arguments.operands[0])]) }
        console.note("draft in \(arguments.operands[0])")
        return .success
    }
}
