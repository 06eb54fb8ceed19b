internal import Schemas

/// `weerthuis schema list`: the message types of a profile.
enum SchemaListCommand: Command {
    static let specification = CommandSpecification(
        "schema", "list", summary: "Lists the message types of the profile, and checks the whole profile on the way.",
        options: ProfileSource.options,
        details:
            "With --profile FOLDER this is the test of a changed form: a profile that contradicts itself is refused whole.",
        example: "weerthuis schema list")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let profile = try ProfileSource.profile(arguments, on: console)
        let rows = profile.messages.map { message in
            let form = profile.forms[message.name]
            return [message.name, "\(message.version)", form?.title ?? "", form?.schemaURI ?? ""]
        }
        try console.print("\(profile.name), versie \(profile.version): \(profile.title)\n")
        let columns = ["Bericht", "Versie", "Titel", "Schema"]
        try console.print(TextTable(columns: columns, rows: rows, wrapped: 2, wrapWidth: 40).text)
        return .success
    }
}
