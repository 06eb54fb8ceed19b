internal import Schemas

/// `weerthuis directory check`: may this be published?
enum DirectoryCheckCommand: Command {
    static let specification = CommandSpecification(
        "directory", "check", summary: "Checks a draft or an edition of the directory against every rule.",
        operands: "FILE", operandCount: 1...1,
        options: [.flag("json", "print JSON")] + ProfileSource.options,
        details: """
            Every certificate is parsed and held against its entry. Exit status 0: may be published, perhaps with warnings;
            1: may not. No signature is checked: directory verify does that. docs/directory.md lists the rules.
            """,
        example: "weerthuis directory check adresboek.json")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let file = try DirectoryFile.read(arguments.operands[0], on: console)
        let review = DirectoryReview(
            publishing: file.directory, profile: try ProfileSource.profile(arguments, on: console))
        if arguments.has("json") {
            let report: JSONTree = [
                "publishable": .bool(review.permitsPublishing),
                "problems": .array(review.problems.map { DirectoryReport.tree($0) }),
            ]
            try console.report(report)
        } else {
            for problem in review.problems { try console.print("\(problem.rule.onPublishing.rawValue): \(problem)") }
            let parties = "\(file.directory.parties.count) parties"
            try console.print(review.permitsPublishing ? "may be published: \(parties)" : "may not be published")
        }
        return review.permitsPublishing ? .success : .refused
    }
}
