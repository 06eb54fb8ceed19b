internal import Envelope
internal import Schemas

/// `weerthuis contact replace`: one contactpersoon takes the place of another.
enum ContactReplaceCommand: Command {
    static let specification = CommandSpecification(
        "contact", "replace",
        summary: "Appoints a contactpersoon in the place of another: asks for it, or edits a draft.",
        operands: "OLD NEW", operandCount: 2...2,
        options: [
            .value("name", "TEXT", "the new person's name"),
            .value("draft", "FILE", "administrator: the draft, in which the new person is already"),
            .value("party", "DIGITS", "administrator: the party's OIN"),
        ] + KeyDesk.options + ProfileSource.options,
        details: """
            For the party: keys are made for NEW, and the request goes to the administrator, signed by --by. For the administrator:
            after directory approve put NEW into the draft, this lets OLD leave in the same edition. The signing keys of who leaves
            count for nothing from then on; what was sealed on the way can be opened during the overlap (two weeks).
            """,
        example: "weerthuis contact replace m.postma@deterp.example a.visser@deterp.example --name \"A. Visser\" "
            + "--by j.jansen@deterp.example")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let old = arguments.operands[0].lowercased()
        if let path = arguments.value("draft") {
            let directory = try DirectoryFile.read(path, on: console).directory
            let party = try DraftEdit.party(arguments)
            guard directory.party(party)?.contactpersoon(mail: arguments.operands[1].lowercased()) != nil else {
                throw .refused(
                    "\(arguments.operands[1]) is not in the draft",
                    remedy: "approve the request first: directory approve")
            }
            let overlap = try ProfileSource.profile(arguments, on: console).keyTerms.overlap
            return try DraftEdit.run(path, party, arguments, on: console) { draft, party, now throws(DirectoryError) in
                try draft.depart(old, of: party, overlap: overlap, at: now)
                return "\(old) leaves in the draft; sign and publish it"
            }
        }
        let desk = try KeyDesk(arguments, on: console)
        _ = try desk.person(old)
        return try ContactAddCommand.add(desk, arguments.operands[1], leaving: old)
    }
}
