import Foundation
import Schemas
import Testing

@testable import Gateway

@Suite struct CheckCommandTests {
    private func check(_ words: String..., input: [UInt8] = []) -> (status: ExitCode, console: MemoryConsole) {
        let console = MemoryConsole(input: input)
        return (WeerThuisTool.run(["check"] + words, on: console), console)
    }

    @Test func aCompleteFormIsInOrder() {
        let (status, console) = check(
            Repository.form("registratie"), "--type", "registratie", "--today", "2026-11-21")
        #expect(status == .success)
        #expect(console.printed == "Registratie: in orde\n")
    }

    @Test func anIncompleteFormIsRefusedWithATableOfFindings() throws {
        let (status, console) = check(
            Repository.form("registratie-onvolledig"), "--type=registratie", "--today", "2026-11-21")
        #expect(status == .refused)
        #expect(console.printed.contains("/burgerservicenummer"))
        #expect(console.printed.contains("'Toestemming van de uitstromer' ontbreekt"))
        #expect(console.notes.isEmpty)
    }

    @Test func noFindingRepeatsABurgerservicenummer() throws {
        let form = Repository.form("registratie-onvolledig")
        let content = try String(contentsOfFile: form, encoding: .utf8)
        let number = try #require(content.firstMatch(of: /"burgerservicenummer": "(\d+)"/)?.1)
        for extra in [[], ["--json"]] {
            let console = MemoryConsole()
            _ = WeerThuisTool.run(["check", form, "--type", "registratie"] + extra, on: console)
            #expect(!console.printed.contains(number))
            #expect(!console.noted.contains(number))
        }
    }

    @Test func jsonIsAProblemDetail() throws {
        let (status, console) = check(
            Repository.form("registratie-onvolledig"), "--type", "registratie", "--json", "--today", "2026-11-21")
        #expect(status == .refused)
        let problem = try JSONDocument(parsing: console.output).root
        #expect(problem["status"]?.number?.int == 422)
        #expect(problem["findings"]?.elements.isEmpty == false)
        #expect(problem["findings"]?[0]?["pointer"]?.string == "/burgerservicenummer")
    }

    @Test func aLimitKeepsTheOutputSmallAndSaysHowManyMore() {
        let (status, console) = check(
            Repository.form("registratie-onvolledig"), "--type", "registratie", "--limit", "2", "--today", "2026-11-21")
        #expect(status == .refused)
        #expect(console.printed.contains("en nog"))
    }

    @Test func standardInputIsReadForAHyphen() throws {
        let content = try Data(contentsOf: URL(filePath: Repository.form("kennisgeving")))
        let (status, _) = check("-", "--type", "kennisgeving", input: Array(content))
        #expect(status == .success)
    }

    @Test func textThatIsNoJSONIsRefusedWithItsPlace() {
        let (status, console) = check("-", "--type", "registratie", input: Array("{\"a\":1,\n\"a\":2}".utf8))
        #expect(status == .refused)
        #expect(console.printed.contains("Regel 2, teken 1"))
    }

    @Test(arguments: [
        (["missing.json", "--type", "registratie"], "missing.json can't be opened"),
        ([Repository.form("registratie")], "welke berichtsoort"),
        ([Repository.form("registratie"), "--type", "registartie"], "bedoelde u 'registratie'?"),
        ([Repository.form("registratie"), "--type", "registratie", "--today", "21-11-2026"], "--today 21-11-2026"),
        ([Repository.form("registratie"), "--type", "registratie", "--limit", "0"], "--limit 0"),
        ([Repository.form("registratie"), "--type", "registratie", "--profile", "nowhere"], "the folder nowhere"),
    ])
    func wrongUseIsNamed(words: [String], expected: String) {
        let console = MemoryConsole()
        #expect(WeerThuisTool.run(["check"] + words, on: console) == .usage)
        #expect(console.noted.contains(expected), "\(console.noted)")
        #expect(console.printed.isEmpty)
    }
}
