internal import Schemas

/// `weerthuis schema list`: the message types of a profile.
enum SchemaListCommand: Command {
    static let specification = CommandSpecification(
        "schema", "list", summary: "Lists the message types of the profile, and checks the whole profile on the way.",
        options: ProfileSource.options + [.json],
        details:
            "With --profile FOLDER this is the test of a changed form: a profile that contradicts itself is refused whole.",
        example: "weerthuis schema list")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let profile = try ProfileSource.profile(arguments, on: console)
        guard !arguments.has("json") else { return try console.report(tree(profile)) }
        let rows = profile.messages.map { message in
            let form = profile.forms[message.name]
            return [message.name, "\(message.version)", form?.title ?? "", form?.schemaURI ?? ""]
        }
        try console.print("\(profile.name), versie \(profile.version): \(profile.title)\n")
        let columns = ["Bericht", "Versie", "Titel", "Schema"]
        try console.print(TextTable(columns: columns, rows: rows, wrapped: 2, wrapWidth: 40).text)
        return .success
    }

    private static func tree(_ profile: Profile) -> JSONTree {
        let messages = profile.messages.map { message -> JSONTree in
            let form = profile.forms[message.name]
            return [
                "name": .string(message.name), "version": .string("\(message.version)"),
                "title": .string(form?.title ?? ""), "schema": .string(form?.schemaURI ?? ""),
            ]
        }
        return [
            "profile": .string(profile.name), "version": .string("\(profile.version)"),
            "title": .string(profile.title), "messages": .array(messages),
        ]
    }
}
