import Foundation
import Schemas
import Testing

/// docs/codes.md and the program tell the same codes.
@Suite struct FindingCodeTests {
    @Test func theDocumentListsExactlyTheCodesOfTheProgram() throws {
        let page = try String(contentsOf: ProfileFiles.root.appending(path: "docs/codes.md"), encoding: .utf8)
        let rows = page.split(separator: "\n").filter {
            $0.hasPrefix("| WT") && !$0.hasPrefix("| WT8") && !$0.contains("tot en met")
        }
        let codes = FindingCode.allCases.map { "| \($0.rawValue) | \($0.meaning) | \($0.actor.rawValue) |" }
        #expect(rows.map(String.init) == codes)
    }

    @Test func theRangesOfEnvelopeAndGatewayAreFree() {
        #expect(FindingCode.allCases.allSatisfy { !$0.rawValue.hasPrefix("WT7") && !$0.rawValue.hasPrefix("WT8") })
    }
}
