import Testing

@testable import Gateway

@Suite("Documentation: what the security pages name exists")
struct SecurityDocumentationTests {
    private static let pages = ["security.md", "faults.md", "attacks.md"]

    /// What stands between backticks on these pages.
    private static func names() throws -> [String] {
        try pages.flatMap { page in
            try Documentation.lines(page).flatMap { line in
                line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                    .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
            }
        }
    }

    @Test("every test that they name")
    func tests() throws {
        let named = Set(try Self.names().filter { $0.hasSuffix("Tests") && !$0.contains("/") && !$0.contains(" ") })
        let files = SourceFiles.names(under: "Tests")
        #expect(named.count > 20)
        for name in named.sorted() {
            #expect(files.contains { $0.hasSuffix("/\(name).swift") }, "\(name) does not exist")
        }
    }

    @Test("every vector that they name")
    func vectors() throws {
        let named = try Self.names().filter { $0.hasSuffix(".vector") }
        #expect(named.count > 15)
        for name in named { #expect(SourceFiles.exists("Tests/Vectors/envelope-testkit/\(name)"), "\(name)") }
    }

    @Test("every command of ours that they name")
    func scripts() throws {
        for name in try Self.names() where name.hasPrefix("script/") {
            let file = name.split(separator: " ").first.map(String.init) ?? name
            #expect(SourceFiles.exists(file), "\(name)")
        }
    }

    @Test("each CVE number is well formed and stands once in a row of its own")
    func numbers() throws {
        let number = try Regex(#"CVE-\d{4}-\d{4,6}"#)
        var rows = 0
        for line in try Documentation.lines("security.md") where line.hasPrefix("| ") && line.contains("CVE-") {
            rows += 1
            #expect(line.firstMatch(of: number) != nil, "\(line)")
            #expect(line.split(separator: "|").count == 3, "a row has what, and our answer: \(line)")
        }
        #expect(rows > 15)
    }
}
