internal import Envelope
internal import Schemas

/// `weerthuis directory verify`: is this the region's directory, and is it the newest?
enum DirectoryVerifyCommand: Command {
    static let specification = CommandSpecification(
        "directory", "verify", summary: "Verifies a signed edition against the region's certificates, and its rules.",
        operands: "EDITION", operandCount: 1...1,
        options: [
            .value("pin", "FILE", "an administrator's signing certificate", repeats: true),
            .value("signatures", "NUMBER", "how many of them must have signed (default: 1)"),
            .value("freshness", "FILE", "the freshness statement"),
            .value("after", "FILE", "the edition that the node had before"),
            .value("own", "DIGITS", "the OIN of the node's own party, whose entry may not change unasked"), .json,
        ] + ProfileSource.options,
        details: """
            It decides as a node does, with what it is given: without --freshness the age of the edition is not judged, without
            --after neither rollback nor a change of the own entry. Exit status 0: a node would adopt it; 1: it would not.
            """,
        example: "weerthuis directory verify adresboek-2.p7m --pin beheerder.signing.cert.pem --after adresboek-1.p7m "
            + "--own 00000099000000003000")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let path = arguments.operands[0]
        let pins = try pins(arguments, on: console)
        let required = try required(arguments)
        let profile = try ProfileSource.profile(arguments, on: console)
        let edition = try DocumentSigning.directory(path, pinned: pins, required: required, on: console)
        var previous: Directory?
        if let after = arguments.value("after") {
            previous = try DocumentSigning.directory(after, pinned: pins, required: required, on: console).directory
        }
        let freshness = try freshness(arguments, edition.directory, pins, on: console)
        try note(edition, freshness, profile, arguments.has("json"), on: console)
        let header = edition.directory.header
        let now = SystemClock.now
        let statement =
            freshness ?? FreshnessStatement(region: header.region, edition: edition.directory.edition, time: now)
        let outcome = try admission(arguments, profile, edition.directory).decide(
            edition.directory, memory: DirectoryAdmission.Memory(accepted: previous), freshness: statement,
            requested: [], now: now)
        guard !arguments.has("json") else {
            try console.report(tree(outcome, edition, isFresh: freshness != nil))
            if case .refused = outcome { return .refused }
            return .success
        }
        return try report(outcome, edition.directory, on: console)
    }

    private static func tree(
        _ outcome: DirectoryAdmission.Outcome, _ edition: SignedDirectory, isFresh: Bool
    ) -> JSONTree {
        var (suspended, findings): ([String], [JSONTree]) = ([], [])
        var isAdopted = true
        switch outcome {
        case .adopted(let adopted): suspended = adopted.suspended.map(\.description).sorted()
        case .unchanged: break
        case .refused(let reasons, _):
            isAdopted = false
            findings = reasons.map { ["sentence": .string("\($0)"), "alarm": .bool($0.reason.isAlarm)] }
        }
        let signatures = edition.signatures.map { signature -> JSONTree in
            [
                "name": .string(signature.certificate.subject.commonName ?? ""),
                "time": .string("\(signature.signingTime)"),
            ]
        }
        return [
            "verified": .bool(isAdopted), "edition": .string(edition.directory.edition.description),
            "freshnessJudged": .bool(isFresh), "signedBy": .array(signatures),
            "suspended": .array(suspended.map { .string($0) }), "findings": .array(findings),
        ]
    }

    private static func note(
        _ edition: SignedDirectory, _ freshness: FreshnessStatement?, _ profile: Profile, _ isJSON: Bool,
        on console: any Console
    ) throws(CommandError) {
        for signature in edition.signatures where !isJSON {
            try console.print("signed by \(signature.certificate.subject.commonName ?? "") at \(signature.signingTime)")
        }
        if freshness == nil {
            console.note("no freshness statement was given: whether a newer edition exists is not known")
        }
        for problem in DirectoryReview(loading: edition.directory, profile: profile).problems {
            console.note("\(problem)")
        }
        if let warning = DirectoryAdmission.expiryWarning(edition.directory.header, now: SystemClock.now) {
            console.note("\(warning)")
        }
    }

    private static func report(
        _ outcome: DirectoryAdmission.Outcome, _ directory: Directory, on console: any Console
    ) throws(CommandError) -> ExitCode {
        switch outcome {
        case .adopted(let adopted):
            try console.print("verified: edition \(directory.edition)")
            for oin in adopted.suspended.map(\.description).sorted() { try console.print("suspended: \(oin)") }
            return .success
        case .unchanged:
            try console.print("verified: the same edition \(directory.edition)")
            return .success
        case .refused(let findings, _):
            for finding in findings {
                try console.print("refused: \(finding)\(finding.reason.isAlarm ? " (alarm)" : "")")
            }
            return .refused
        }
    }

    private static func admission(
        _ arguments: ParsedArguments, _ profile: Profile, _ directory: Directory
    ) throws(CommandError) -> DirectoryAdmission {
        guard let text = arguments.value("own") else {
            return DirectoryAdmission(region: nil, own: nil, profile: profile)
        }
        guard let own = OIN(text) else { throw .usage("--own takes 20 digits") }
        guard directory.party(own) != nil else { throw .refused("party \(own) is not in this edition") }
        return DirectoryAdmission(region: nil, own: own, profile: profile)
    }

    private static func pins(_ arguments: ParsedArguments, on console: any Console) throws(CommandError)
        -> [Certificate]
    {
        guard arguments.has("pin") else {
            throw .usage("--pin is required", remedy: "give the certificate that the region's administrator handed you")
        }
        return try arguments.all("pin").map { (path) throws(CommandError) in
            try KeyFiles.certificate(path, on: console)
        }
    }

    private static func required(_ arguments: ParsedArguments) throws(CommandError) -> Int {
        guard let text = arguments.value("signatures") else { return 1 }
        guard let number = Int(text), (1...8).contains(number) else {
            throw .usage("--signatures takes a number from 1 to 8")
        }
        return number
    }

    private static func freshness(
        _ arguments: ParsedArguments, _ directory: Directory, _ pins: [Certificate], on console: any Console
    ) throws(CommandError) -> FreshnessStatement? {
        guard let path = arguments.value("freshness") else { return nil }
        let file = try FileAccess.read(path, limit: 1 << 20, on: console)
        do throws(SignedDirectoryError) {
            return try FreshnessStatement(verifying: file, for: directory, pinned: pins, acceptsExamples: true)
        } catch {
            throw .refused("\(FileAccess.displayName(path)): \(error)")
        }
    }
}
