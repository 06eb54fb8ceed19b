import Gateway
import Testing

/// docs/codes.md and the program tell the same codes.
@Suite struct RoutingCodeTests {
    @Test func theDocumentListsExactlyTheCodesOfTheProgram() throws {
        let rows = try Documentation.lines("codes.md").filter { $0.hasPrefix("| WT8") && !$0.contains("tot en met") }
        #expect(rows == RoutingCode.allCases.map { "| \($0.rawValue) | \($0.meaning) |" })
    }

    @Test func everyCodeIsInTheRangeOfTheGateway() {
        #expect(RoutingCode.allCases.allSatisfy { $0.rawValue.hasPrefix("WT8") && $0.rawValue.count == 6 })
    }
}
