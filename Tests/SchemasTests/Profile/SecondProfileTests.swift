import Foundation
import Schemas
import Testing

/// Another region with its own roles, forms, routes and terms: nothing of the first one is in the program.
@Suite struct SecondProfileTests {
    let profile: Profile
    let today: CivilDate

    init() throws {
        profile = try Profile.load(files: ProfileFiles.read(ProfileFiles.kleinstad))
        today = try #require(CivilDate("2026-11-21"))
    }

    @Test func itSaysWhatItsFilesSay() throws {
        #expect(profile.name == "kleinstad-2026")
        #expect(profile.roles.map(\.name) == ["logeerhuis", "wijkbureau", "buurtteam"])
        #expect(profile.role("logeerhuis")?.contacts.most == 1)
        #expect(profile.message(serving: .verdict)?.name == "antwoord")
        #expect(profile.message(serving: .keyRequest) == nil)
        #expect(profile.retention == CalendarSpan("P1Y6M"))
        #expect(profile.terms.map(\.limit) == [.before(try #require(CalendarSpan("P1W")), preferably: nil)])
        #expect(
            profile.recipients(of: "kennismaking", from: "logeerhuis").map(\.roles) == [["wijkbureau"], ["buurtteam"]])
        #expect(profile.recipients(of: "kennismaking", from: "buurtteam") == [])
    }

    @Test func itsFormsAreCheckedByItsRules() throws {
        let text =
            #"{"wijk": "W09", "aankomst": "2026-11-22", "vertrek": "2027-03-01", "huisdieren": [{}, {"soort": "kat"}]}"#
        let report = try profile.check(bytes: Array(text.utf8), type: "kennismaking", today: today)
        #expect(
            report.findings.map { "\($0.code.rawValue) \($0.label)" } == [
                "WT6002 Roepnaam", "WT2101 Logeernummer", "WT3101 Wijk", "WT4001 Dag van aankomst",
                "WT2101 Huisdieren, regel 1: Soort",
            ])
    }

    @Test func itsSpansAreTold() throws {
        let form =
            #"{"logeernummer": "L-0001", "roepnaam": "Jo", "wijk": "W01", "aankomst": "2026-11-01", "vertrek": "DAG"}"#
        for (day, sentence) in [
            (
                "2026-11-02",
                "'Dag van vertrek' ligt te kort na 'Dag van aankomst'; verwacht wordt ten minste 2 dagen later."
            ),
            (
                "2026-12-14",
                "'Dag van vertrek' ligt te lang na 'Dag van aankomst'; verwacht wordt hoogstens 42 dagen later."
            ),
        ] {
            let text = form.replacingOccurrences(of: "DAG", with: day)
            let report = try profile.check(bytes: Array(text.utf8), type: "kennismaking", today: today)
            #expect(report.findings.map(\.sentence) == [sentence])
        }
    }

    @Test func itsMessagesCarryTheirOwnPrefix() throws {
        let event = #"{"specversion": "1.0", "type": "org.kleinstad.zorg.overdracht", "data": {"haast": "ja"}}"#
        let report = try profile.check(bytes: Array(event.utf8), type: nil, today: today)
        #expect(report.type == "overdracht")
        #expect(report.findings.map(\.sentence) == ["'Waarom' ontbreekt; dit veld is verplicht als er haast is."])
    }

    /// The demonstration and the benchmark are about the example region; a request for a key is the mechanism's own message.
    private static let exceptions = [
        "Gateway/Demo/", "Gateway/CommandLine/MeasuredStore.swift", "Gateway/CommandLine/KeyDesk.swift",
    ]

    /// The program would know a type or role by a string that is exactly its name. Sentences for people and examples of
    /// commands may use the words.
    @Test func noNameOfARegionStandsInProgramText() throws {
        let first = try ProfileFiles.embedded.get()
        let names = first.roles.map(\.name) + first.messages.map(\.name) + [first.name]
        let literals = names.flatMap { ["\"\($0)\"", "\"\(first.typePrefix)\($0)\""] }
        let sources = ProfileFiles.root.appending(path: "Sources").resolvingSymlinksInPath()
        let walker = try #require(FileManager.default.enumerator(atPath: sources.path))
        var files = 0
        for case let path as String in walker where path.hasSuffix(".swift") && !path.contains("Embedded/") {
            guard !Self.exceptions.contains(where: path.hasPrefix) else { continue }
            files += 1
            let code = try Self.code(of: sources.appending(path: path))
            let words = Set(code.split { !$0.isLetter && !$0.isNumber && $0 != "\"" && $0 != "." && $0 != "-" })
            for literal in literals where words.contains(Substring(literal)) {
                Issue.record("\(path) names \(literal)")
            }
        }
        #expect(files > 100)
    }

    /// The text without comments.
    private static func code(of file: URL) throws -> String {
        let lines = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        return lines.filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
    }
}
