import Envelope
import Gateway
import Schemas
import Testing

@Suite struct FreshnessStatementTests {
    private func statement() throws -> FreshnessStatement {
        let edition = try #require(ChainReference(sequence: 7, hash: Array(repeating: 0xAB, count: 32)))
        return FreshnessStatement(region: "Proefregio", edition: edition, time: SampleRegion.now)
    }

    @Test func whatIsWrittenIsRead() throws {
        let statement = try statement()
        #expect(try FreshnessStatement(parsing: statement.encoded()) == statement)
    }

    @Test(arguments: ["$schema", "region", "edition", "time"])
    func everyMemberIsRequired(member: String) throws {
        let tree = JSONTree(try JSONDocument(parsing: try statement().encoded()).root)
        let error = try #require(throws: DirectoryError.self) {
            try FreshnessStatement(parsing: try tree.removing("/\(member)").encoded())
        }
        #expect(error.reason == .missing)
        #expect(error.place.description == "/\(member)")
    }

    @Test(arguments: ["edition", "time", "$schema"])
    func everyMemberHasItsForm(member: String) throws {
        let tree = JSONTree(try JSONDocument(parsing: try statement().encoded()).root)
        let error = try #require(throws: DirectoryError.self) {
            try FreshnessStatement(parsing: try tree.setting("/\(member)", "x").encoded())
        }
        #expect(error.reason == .value)
    }

    @Test func aLargerOrAnOpenStatementIsRefused() throws {
        let text = try statement().encoded()
        #expect(throws: DirectoryError.self) {
            try FreshnessStatement(parsing: text + Array(repeating: 0x20, count: 4_096))
        }
        let tree = JSONTree(try JSONDocument(parsing: text).root)
        #expect(throws: DirectoryError.self) {
            try FreshnessStatement(parsing: try tree.setting("/extra", 1).encoded())
        }
    }
}
