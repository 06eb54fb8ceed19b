internal import Envelope
internal import Schemas

/// `weerthuis directory set-party`: the facts of a party's entry in a draft.
enum DirectorySetPartyCommand: Command {
    /// Options and the members of the entry that they set as text.
    private static let texts = ["name", "role", "kvk", "endpoint", "suite"]
    private static let clearable = ["allowances", "codes", "kvk", "vacancy"]
    private static let switches = ["rsa15", "dualUse"]
    private static let oneCertificate = "oneCertificate"

    static let specification = CommandSpecification(
        "directory", "set-party", summary: "Changes a party's own facts in a draft: address, suite, name, role, codes.",
        operands: "DRAFT", operandCount: 1...1,
        options: [
            .value("party", "DIGITS", "the party's OIN, 20 digits"),
            .value("name", "TEXT", "another name"),
            .value("role", "ROLE", "another role of the profile"),
            .value("code", "CODE", "the codes by which routes find it; these take the place of all", repeats: true),
            .value("kvk", "DIGITS", "its KvK number, 8 digits"),
            .value("endpoint", "URL", "https://… or mailto:…"),
            .value("suite", "NAME", "gcm, or cbc for software that knows nothing better"),
            .value("allow", "NAME", "allows a cbc party one thing: rsa15 or dualUse", repeats: true),
            .value("one-certificate", "MAIL", "for whom a cbc product with a single certificate receives"),
            .value("disallow", "NAME", "takes back one of rsa15, dualUse, oneCertificate", repeats: true),
            .value("clear", "MEMBER", "removes one of \(clearable.joined(separator: ", "))", repeats: true),
            .json,
        ] + ProfileSource.options,
        details: """
            What is not named stays. Refused, with the rule, when the entry would break one that it keeps now: then give what the rule
            asks for in the same call. The draft is rewritten; the party's own node takes the change over when the party asked for it
            (directory agree). People and keys have commands of their own: contact and keys.
            """,
        example: "weerthuis directory set-party adresboek.json --party 00000099000000003000 "
            + "--endpoint https://as2.voorbeeldstad.example/as2")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let oin = try DraftEdit.party(arguments)
        let profile = try ProfileSource.profile(arguments, on: console)
        let members = try members(arguments, profile)
        let allowances = try allowances(arguments)
        guard !members.isEmpty || !allowances.isEmpty else {
            throw .usage("there is nothing to set", remedy: "see weerthuis directory set-party --help")
        }
        return try DraftEdit.run(arguments.operands[0], oin, arguments, keeping: profile, on: console) {
            draft, party, now throws(DirectoryError) in
            let before = draft.directory(at: now)?.party(party)
            try draft.set(members, of: party)
            try draft.set(allowances: allowances, of: party)
            return note(party, DirectoryDifference.changes(from: before, to: draft.directory(at: now)?.party(party)))
        }
    }

    private static func members(
        _ arguments: ParsedArguments, _ profile: Profile
    ) throws(CommandError) -> [(String, JSONTree?)] {
        try check(arguments, profile)
        var members: [(String, JSONTree?)] = []
        for name in arguments.all("clear") {
            members.append((try known(name, among: clearable, of: "clear"), Optional.none))
        }
        for name in texts {
            if let text = arguments.value(name) { members.append((name, .string(text))) }
        }
        if arguments.has("code") {
            members.append(("codes", .array(arguments.all("code").map { .string($0) })))
        }
        return members
    }

    private static func check(_ arguments: ParsedArguments, _ profile: Profile) throws(CommandError) {
        if let role = arguments.value("role"), profile.role(role) == nil {
            throw .refused(
                "\(DirectoryRule.unknownRole.rawValue): profile \(profile.name) has no role \(role)",
                remedy: Suggestion.sentence(for: role, among: profile.roles.map(\.name)))
        }
        if let endpoint = arguments.value("endpoint"), Endpoint(endpoint) == nil {
            throw .usage("--endpoint takes an https:// or mailto: address")
        }
        _ = try SuiteName.parse(arguments.value("suite"))
    }

    private static func allowances(_ arguments: ParsedArguments) throws(CommandError) -> [(String, JSONTree?)] {
        var allowances: [(String, JSONTree?)] = []
        for name in arguments.all("disallow") {
            allowances.append((try known(name, among: switches + [oneCertificate], of: "disallow"), Optional.none))
        }
        for name in arguments.all("allow") {
            allowances.append((try known(name, among: switches, of: "allow"), .bool(true)))
        }
        if let mail = arguments.value("one-certificate") { allowances.append((oneCertificate, .string(mail))) }
        return allowances
    }

    private static func known(
        _ name: String, among names: [String], of option: String
    ) throws(CommandError) -> String {
        guard names.contains(name) else {
            throw .usage("--\(option) \(name) is not known", remedy: Suggestion.sentence(for: name, among: names))
        }
        return name
    }

    private static func note(_ party: OIN, _ changes: [PartyChange]) -> String {
        let names = changes.compactMap(\.member)
        guard !names.isEmpty else { return "the entry of \(party) says that already" }
        let wishes = names.map { "--change \($0)" }.joined(separator: " ")
        return "in the draft: another \(names.joined(separator: ", ")) for \(party); its own node takes that over when "
            + "the party asked for it, with weerthuis directory agree \(wishes)"
    }
}
