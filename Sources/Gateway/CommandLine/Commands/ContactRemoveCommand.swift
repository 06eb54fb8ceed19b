internal import Envelope
internal import Schemas

/// `weerthuis contact remove`: a contactpersoon leaves.
enum ContactRemoveCommand: Command {
    private static let longestVacancy: Int64 = 92 * 86_400

    static let specification = CommandSpecification(
        "contact", "remove",
        summary: "Lets a contactpersoon leave: asks for it (party), or edits a draft (administrator).",
        operands: "MAIL", operandCount: 1...1,
        options: [
            .value("draft", "FILE", "administrator: the draft"),
            .value("party", "DIGITS", "administrator: the party's OIN"),
            .value("until", "DAY", "until when the party may have fewer contactpersonen than its role asks for"),
            NodeDirectory.option, .json,
        ] + ProfileSource.options,
        details: """
            For the party: notes the wish, so that the node adopts it; then call the administrator. A zorgaanbieder is not left with
            fewer than two without --until, at most a quarter ahead: the day stands in the directory, and after it no edition is
            published until there is a successor. The signing keys of who leaves count for nothing from the edition on.
            """,
        example: "weerthuis contact remove m.postma@deterp.example --draft adresboek.json --party 00000099000000001000 "
            + "--until 2027-01-31")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let mail = arguments.operands[0].lowercased()
        guard let path = arguments.value("draft") else {
            let desk = try KeyDesk(arguments, on: console)
            _ = try desk.person(mail)
            try desk.node.ask([.departure(mail: mail)], by: desk.actor, at: desk.now)
            guard !arguments.has("json") else { return try console.report(["leaves": .string(mail)]) }
            console.note("noted; now ask the administrator to let \(mail) leave")
            return .success
        }
        let oin = try DraftEdit.party(arguments)
        let profile = try ProfileSource.profile(arguments, on: console)
        let party = try DirectoryFile.read(path, on: console).directory.party(oin)
        let now = SystemClock.now
        let end = try vacancy(arguments, now)
        let remaining = party?.contactpersonen.filter { $0.mail != mail && $0.isActive(at: now) }.count ?? 0
        let advised = party.flatMap { profile.role($0.role)?.contacts.advised } ?? 0
        guard remaining >= advised || end != nil else {
            throw .refused(
                "\(remaining) contactpersonen remain, and \(advised) are asked of this role",
                remedy: "give --until with the day by which there is a successor, or use contact replace")
        }
        return try DraftEdit.run(path, oin, arguments, on: console) { draft, party, now throws(DirectoryError) in
            try draft.depart(mail, of: party, overlap: profile.keyTerms.overlap, at: now)
            try draft.setVacancy(remaining < advised ? end : nil, of: party)
            return "\(mail) leaves in the draft" + (end.map { "; a successor is due by \($0)" } ?? "")
        }
    }

    private static func vacancy(_ arguments: ParsedArguments, _ now: UTCTime) throws(CommandError) -> UTCTime? {
        guard let text = arguments.value("until") else { return nil }
        guard let end = UTCTime(rfc3339: "\(text)T23:59:59Z"), end > now, end <= now.adding(seconds: longestVacancy)
        else { throw .usage("--until takes a day such as 2027-01-31, at most a quarter ahead") }
        return end
    }
}
