import Testing

@testable import Gateway

@Suite("Commands: --json")
struct JSONOptionTests {
    /// What speaks JSON by itself, or to another program only; and why it needs no option for it.
    private static let exceptions = [
        "schema bowtie": "its protocol is lines of JSON"
    ]

    @Test(arguments: WeerThuisTool.commands.map { $0.specification.name })
    func everyCommandHasIt(name: String) throws {
        let command = try #require(WeerThuisTool.commands.first { $0.specification.name == name })
        let option = command.specification.options.first { $0.name == "json" }
        #expect(option != nil || Self.exceptions[name] != nil)
        #expect(option?.placeholder == nil)
    }

    @Test(arguments: WeerThuisTool.commands.map { $0.specification.name })
    func noNameOrLetterOfAnOptionStandsForTwo(name: String) throws {
        let options = try #require(WeerThuisTool.commands.first { $0.specification.name == name }).specification.options
        let names = options.map(\.name)
        let letters = options.compactMap(\.short)
        #expect(Set(names).count == names.count, "\(names)")
        #expect(Set(letters).count == letters.count, "\(letters)")
    }

    @Test func anExceptionIsACommand() {
        let names = WeerThuisTool.commands.map { $0.specification.name }
        for name in Self.exceptions.keys { #expect(names.contains(name)) }
    }

    @Test func anErrorGoesToTheNotesAndNothingToTheResult() {
        let console = MemoryConsole()
        #expect(WeerThuisTool.run(["schema", "show", "registrate", "--json"], on: console) == .usage)
        #expect(console.output.isEmpty)
        #expect(console.noted.contains("did you mean"))
    }
}
