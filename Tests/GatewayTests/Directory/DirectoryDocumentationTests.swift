import Gateway
import Testing

/// docs/directory.md and the program tell the same rules and reasons.
@Suite struct DirectoryDocumentationTests {
    @Test func everyRuleIsListedWithItsConsequences() throws {
        let rows = try Documentation.lines("directory.md")
        for rule in DirectoryRule.allCases {
            let row = try #require(rows.first { $0.hasPrefix("| `\(rule.rawValue)` |") })
            let end = "| \(rule.onPublishing.rawValue) | \(rule.onLoading?.rawValue ?? "–") |"
            #expect(row.hasSuffix(end), "\(row)")
        }
    }

    @Test func everyReasonOfAdmissionIsListedWithItsAlarm() throws {
        let rows = try Documentation.lines("directory.md")
        for reason in AdmissionReason.allCases {
            let row = try #require(rows.first { $0.hasPrefix("| `\(reason.rawValue)` |") })
            #expect(row.hasSuffix(reason.isAlarm ? "| yes |" : "|  |"), "\(row)")
        }
    }
}
