import Testing

@testable import Gateway

@Suite struct WeerThuisToolTests {
    @Test func noCommandPrintsTheListAndIsWrongUse() {
        let console = MemoryConsole()
        #expect(WeerThuisTool.run([], on: console) == .usage)
        for command in WeerThuisTool.commands { #expect(console.printed.contains(command.specification.name)) }
    }

    @Test func versionIsOneLine() {
        let console = MemoryConsole()
        #expect(WeerThuisTool.run(["--version"], on: console) == .success)
        #expect(console.printed == "weerthuis \(WeerThuisTool.version)\n")
    }

    @Test func aMisspelledCommandGetsASuggestion() {
        let console = MemoryConsole()
        #expect(WeerThuisTool.run(["chekc", "x.json"], on: console) == .usage)
        #expect(console.noted.contains("unknown command chekc"))
        #expect(console.noted.contains("did you mean check?"))
        #expect(console.printed.isEmpty)
    }

    @Test func aMisspelledSecondWordGetsASuggestion() {
        let console = MemoryConsole()
        #expect(WeerThuisTool.run(["schema", "bowtei"], on: console) == .usage)
        #expect(console.noted.contains("did you mean schema bowtie?"))
    }

    @Test(arguments: WeerThuisTool.commands.map { $0.specification.words })
    func everyCommandExplainsItselfWithAnExample(words: [String]) throws {
        let console = MemoryConsole()
        #expect(WeerThuisTool.run(words + ["--help"], on: console) == .success)
        #expect(console.printed.contains("Usage: weerthuis \(words.joined(separator: " "))"))
        #expect(console.printed.contains("Example:\n  "))
        #expect(console.notes.isEmpty)
    }

    @Test(arguments: WeerThuisTool.commands.map { $0.specification.words })
    func everyCommandRefusesAnUnknownOptionByName(words: [String]) {
        let console = MemoryConsole()
        #expect(WeerThuisTool.run(words + ["--hepl"], on: console) == .usage)
        #expect(console.noted.contains("unknown option --hepl"))
        #expect(console.noted.contains("did you mean --help?"))
        #expect(console.printed.isEmpty)
    }
}
