import Envelope
import Schemas
import Testing

@testable import Gateway

@Suite("Node: what it says about itself", .serialized)
struct WatchTests {
    @Test(
        "what is logged as a code has the form of a code",
        arguments: ["999990019", "Jikke de Boer", "a@b.nl", "", "WT123456"])
    func noTextPassesForACode(text: String) {
        #expect(LogCode(text).text == "other")
    }

    @Test("codes pass", arguments: ["WT8103", "signer-unknown", "aanmeldbericht", "id-hergebruikt"])
    func codesPass(text: String) {
        #expect(LogCode(text).text == text)
    }

    @Test("health names each part; one that is down makes it 503 and says what to do")
    func health() async throws {
        let group = try await NodeGroup(
            [2], keys: { region, number in region.ring(of: number) { $0.use == "signing" } })
        let answer = try await group[2].node.watch.answer(HTTPRequest(method: "GET", path: "/healthz"))
        #expect(answer.status == 503)
        let parts = try #require(try JSONDocument(parsing: answer.body).root["parts"]).elements
        let down = parts.filter { $0["up"]?.bool == false }.compactMap { $0["part"]?.string }
        #expect(down == ["keys"])
        let reason = parts.compactMap { $0["reasons"]?.elements.first?.string }.first
        #expect(reason?.contains("encryption key") == true)
        #expect(try await group[2].node.watch.answer(HTTPRequest(method: "POST", path: "/healthz")).status == 405)
        await group.stop()
    }

    @Test("a command beside the node is noticed at once")
    func bell() async throws {
        let fixture = try StoreFixture()
        let node = try fixture.open()
        let heard = LineKeeper()
        let listener = try #require(StoreBell.listen(at: fixture.location) { heard.add([0x21]) })
        let visitor = try fixture.open(as: .visitor)
        try await visitor.submit([StoreFixture.delivery()], audit: [])
        try await until { heard.text.isEmpty ? nil : true }
        try await node.submit([StoreFixture.delivery()], audit: [])
        listener.stop()
        node.close()
    }
}
