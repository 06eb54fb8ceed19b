import Schemas
import Testing

@testable import Gateway

@Suite struct SchemaCommandTests {
    @Test func bowtieAnswersEachLineAndEndsAtStop() throws {
        let lines = """
            {"cmd":"start","version":1}
            {"cmd":"dialect","dialect":"https://json-schema.org/draft/2020-12/schema"}
            {"cmd":"run","seq":1,"case":{"description":"","schema":{"type":"string"},"tests":[\
            {"description":"","instance":"a"},{"description":"","instance":1}]}}
            {"cmd":"stop"}
            {"cmd":"start","version":1}

            """
        let console = MemoryConsole(input: Array(lines.utf8))
        #expect(WeerThuisTool.run(["schema", "bowtie"], on: console) == .success)
        let answers = console.printed.split(separator: "\n").map(String.init)
        #expect(answers.count == 3)
        let results = try JSONDocument(parsing: answers[2]).root["results"]
        #expect(results?.elements.map { $0["valid"]?.bool } == [true, false])
    }

    @Test func everyTypeOfTheProfileCanBeShown() throws {
        for message in try Profile.embedded().messages {
            let console = MemoryConsole()
            #expect(WeerThuisTool.run(["schema", "show", message.name], on: console) == .success)
            #expect(console.printed.contains("Verplicht"))
        }
    }

    @Test func programsGetTheTypesAndTheirFields() throws {
        let console = MemoryConsole()
        #expect(WeerThuisTool.run(["schema", "list", "--json"], on: console) == .success)
        let list = try JSONDocument(parsing: console.output).root
        let profile = try Profile.embedded()
        #expect(list["profile"]?.string == profile.name)
        #expect(list["messages"]?.elements.map { $0["name"]?.string } == profile.messages.map(\.name))
        let shown = MemoryConsole()
        #expect(WeerThuisTool.run(["schema", "show", "registratie", "-j"], on: shown) == .success)
        let form = try JSONDocument(parsing: shown.output).root
        let fields = form["fields"]?.elements ?? []
        #expect(fields.contains { $0["sensitivity"]?.string == "bsn" })
        #expect(fields.contains { $0["required"]?.bool == true && $0["choices"]?.count != 0 })
        #expect(fields.allSatisfy { $0["pointer"]?.string?.hasPrefix("/") == true })
    }

    @Test func aProfileOfAnotherRegionTakesThePlaceOfTheEmbeddedOne() {
        let console = MemoryConsole()
        let folder = "\(Repository.root)/Tests/Vectors/profiles/kleinstad-2026"
        #expect(WeerThuisTool.run(["schema", "list", "--profile", folder], on: console) == .success)
        #expect(console.printed.contains("kleinstad-2026"))
        #expect(!console.printed.contains("fryslan"))
    }

    @Test func aFolderWithoutAProfileIsRefusedWhole() {
        let console = MemoryConsole()
        let folder = "\(Repository.root)/Tests/Vectors/formulieren"
        #expect(WeerThuisTool.run(["schema", "list", "--profile", folder], on: console) == .refused)
        #expect(console.noted.contains("profile.json"))
    }

    @Test func theEmbeddedProfileIsListedByName() {
        let console = MemoryConsole()
        #expect(WeerThuisTool.run(["schema", "list"], on: console) == .success)
        #expect(console.printed.contains("fryslan-2022"))
    }
}
