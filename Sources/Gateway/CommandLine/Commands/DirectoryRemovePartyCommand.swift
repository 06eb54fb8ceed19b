internal import Envelope

/// `weerthuis directory remove-party`: a party takes no part any more.
enum DirectoryRemovePartyCommand: Command {
    static let specification = CommandSpecification(
        "directory", "remove-party", summary: "Removes a party, with its people and keys, from a draft.",
        operands: "DRAFT", operandCount: 1...1,
        options: [.value("party", "DIGITS", "the party's OIN, 20 digits"), .json] + ProfileSource.options,
        details: """
            From the edition on nothing is sent to the party or accepted from it, and messages that wait for it are not delivered any
            more. Let them go out first (weerthuis messages). A role that a region must have, and has no longer, is noted here and
            refused by directory check. The draft is rewritten; add-party brings a party back, with new certificates if need be.
            """,
        example: "weerthuis directory remove-party adresboek.json --party 00000099000000003000")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let oin = try DraftEdit.party(arguments)
        let profile = try ProfileSource.profile(arguments, on: console)
        return try DraftEdit.run(arguments.operands[0], oin, arguments, keeping: profile, on: console) {
            draft, party, _ throws(DirectoryError) in
            try draft.remove(party)
            return "\(party) is not in the draft any more"
        }
    }
}
