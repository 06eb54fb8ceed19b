import Schemas
import Testing

@testable import Gateway

@Suite("Documentation: the operator's page names what the node gives", .serialized)
struct WatchDocumentationTests {
    @Test("the table of metrics has every name that /metrics gives, with its label, and no other")
    func metrics() async throws {
        let group = try await NodeGroup([2])
        let answer = try await group[2].node.watch.answer(HTTPRequest(method: "GET", path: "/metrics"))
        await group.stop()
        let text = String(decoding: answer.body, as: UTF8.self)
        let given = text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }
            .compactMap { $0.split(separator: " ").dropFirst(2).first.map(String.init) }
        let labels = Dictionary(
            uniqueKeysWithValues: NodeMetrics.Family.allCases.map { ("weerthuis_\($0.rawValue)_total", $0.label) }
        ).merging(["weerthuis_messages": "state", "weerthuis_expiry_days": "what"]) { first, _ in first }
        let expected = given.map { name in labels[name].map { "\(name){\($0)}" } ?? name }
        let documented = try Documentation.lines("operations.md").filter { $0.hasPrefix("| `weerthuis_") }
            .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
        #expect(!given.isEmpty)
        #expect(documented.sorted() == expected.sorted())
    }

    @Test("the table of events has every one that is logged as a warning or an error, and no other")
    func events() throws {
        let call = try Regex(#"\blog\.(?:warning|error)\(\s*"([a-z-]+)""#)
        let logged = try SourceFiles.swift(under: "Sources/Gateway").flatMap { file in
            file.text.matches(of: call).compactMap { $0[1].substring.map(String.init) }
        }
        let lines = try Documentation.lines("operations.md")
        let begin = try #require(lines.firstIndex { $0.hasPrefix("| event | level") })
        let documented = lines[begin...].dropFirst(2).prefix { $0.hasPrefix("| `") }
            .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
        #expect(documented.sorted() == Set(logged).sorted())
    }

    @Test("the table of health has every part that /healthz gives, and no other")
    func health() async throws {
        let group = try await NodeGroup([2])
        let parts = try await group[2].node.watch.health.map(\.name)
        await group.stop()
        let lines = try Documentation.lines("operations.md")
        let begin = try #require(lines.firstIndex { $0.hasPrefix("| part | down means") })
        let documented = lines[begin...].dropFirst(2).prefix { $0.hasPrefix("| `") }
            .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
        #expect(documented.sorted() == parts.sorted())
    }
}
