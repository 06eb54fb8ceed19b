import Testing

@testable import Gateway

@Suite struct ParsedArgumentsTests {
    private let specification = CommandSpecification(
        "try", summary: "Tries.", operands: "FILE...", operandCount: 0...2,
        options: [
            .flag("json", "as JSON"), .value("out", "FILE", "where to"), .value("to", "CERT", "for", repeats: true),
        ],
        example: "weerthuis try")

    private func parse(_ words: String...) throws -> ParsedArguments {
        try ParsedArguments(words[...], for: specification)
    }

    @Test func valuesComeWithASpaceOrAnEqualsSign() throws {
        #expect(try parse("--out", "a").value("out") == "a")
        #expect(try parse("--out=a=b").value("out") == "a=b")
        #expect(try parse("--out=").value("out")?.isEmpty == true)
    }

    @Test func repeatedValuesKeepTheirOrder() throws {
        #expect(try parse("--to", "x", "--to=y").all("to") == ["x", "y"])
    }

    @Test func aLoneHyphenIsAnOperandAndTwoEndTheOptions() throws {
        #expect(try parse("-", "--json").operands == ["-"])
        #expect(try parse("--", "--json").operands == ["--json"])
    }

    @Test func wrongUseIsNamed() {
        #expect(throws: CommandError.usage("option --out needs a value", remedy: "write --out FILE")) {
            _ = try parse("--out")
        }
        #expect(throws: CommandError.usage("option --json takes no value")) { _ = try parse("--json=yes") }
        #expect(throws: CommandError.usage("option --out is given twice", remedy: "give it once")) {
            _ = try parse("--out", "a", "--out", "b")
        }
        #expect(throws: CommandError.usage("unknown option --jsno", remedy: "did you mean --json?")) {
            _ = try parse("--jsno")
        }
        #expect(throws: CommandError.self) { _ = try parse("a", "b", "c") }
    }

    private func required(_ name: String) throws -> String { try parse().required(name) }

    @Test func aRequiredOptionThatIsMissingIsNamed() {
        #expect(throws: CommandError.usage("option --out is required", remedy: "see --help for what it means")) {
            _ = try required("out")
        }
    }
}
