import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// `open` of a message that arrived: what is recorded, of who reads it and of who is refused.
@Suite("Command: open, from the store")
struct OpenStoredCommandTests {
    private static let reader = "l.visser@transferpunt.example"
    private static let content = #"{"voorbeeld":"één"}"#

    private let node: ExampleNodeFolder
    private let store: Store
    private let arrived: NewInbound

    init() async throws {
        node = try ExampleNodeFolder("transferpunt")
        store = try node.store()
        arrived = NewInbound(
            messageID: StoreFixture.messageID(), source: try ExampleNodeFolder.party(1), recipient: node.own,
            dossier: .random(), type: "registratie", content: Array(Self.content.utf8), evidence: [1], mic: [2],
            receivedAt: SystemClock.now, receipt: [3], state: .accepted, codes: [])
        _ = try await store.receive(
            arrived, dossier: DossierChange(dossier: arrived.dossier, opener: arrived.source, addressed: [node.own]),
            audit: [])
    }

    private func open(_ more: [String], as mail: String = reader) -> (status: ExitCode, console: MemoryConsole) {
        node.run(["open", arrived.messageID.description, "--as", mail] + more)
    }

    private func records() throws -> [AuditRecord] {
        try store.auditEntries(about: arrived.messageID).map(\.record).filter { $0.action == .open }
    }

    private func isOpened() throws -> Bool {
        try store.steps(of: .inbound(arrived.inbound)).contains { $0.kind == .geopend }
    }

    private func isSenderTold() throws -> Bool {
        try store.messages(MessageFilter(direction: .outbound)).messages.map(\.type) == ["geopend"]
    }

    @Test("a target that is there already, or can't be made, is seen before the reading is recorded")
    func target() throws {
        try node.folder.write("there", [1])
        let existing = open(["--out", node.folder["there"]])
        #expect(existing.status == .usage)
        #expect(existing.console.noted.contains("exists already"))
        #expect(open(["--out", node.folder["no/such"]]).status == .failed)
        #expect(open(["--out", node.folder.path, "--force"]).status == .usage)
        #expect(try records().isEmpty)
        #expect(try !isOpened())
        #expect(try node.folder.read("there") == [1])
        let forced = open(["--out", node.folder["there"], "--force"])
        #expect(forced.status == .success, "\(forced.console.noted)")
        #expect(try node.folder.read("there") == arrived.content)
        #expect(try records().map(\.result) == ["ok"])
        #expect(try isOpened())
        #expect(try isSenderTold())
    }

    @Test("who is no contactpersoon is refused, and the log says who asked for what")
    func stranger() throws {
        let (status, console) = open([], as: "X@Transferpunt.example")
        #expect(status == .refused)
        #expect(console.output.isEmpty)
        let record = try #require(try records().first)
        #expect(record.actor == "x@transferpunt.example")
        #expect(record.result == "no-contactpersoon")
        #expect(record.party == arrived.source && record.dossier == arrived.dossier)
        #expect(try !isOpened())
        #expect(try !isSenderTold())
        let wrong = open([], as: "niemand")
        #expect(wrong.status == .usage)
        #expect(try records().count == 1)
    }

    @Test("that the content is gone is refused, and recorded too")
    func destroyed() async throws {
        try await store.destroy(arrived.dossier, at: SystemClock.now, audit: [])
        #expect(open([]).status == .refused)
        #expect(try records().map(\.result) == ["destroyed"])
        #expect(try records().map(\.actor) == [Self.reader])
    }

    @Test("programs get the message and what is known of it in one object")
    func json() throws {
        let (status, console) = open(["--json"])
        #expect(status == .success, "\(console.noted)")
        let facts = try JSONDocument(parsing: console.output).root
        #expect(facts["content"]?.string == Self.content)
        #expect(facts["type"]?.string == "registratie")
        #expect(facts["sender"]?.string == arrived.source.description)
        #expect(try isSenderTold())
        let file = open(["--json", "--out", node.folder["uit.json"]])
        let place = try JSONDocument(parsing: file.console.output).root
        #expect(place["out"]?.string == node.folder["uit.json"])
        #expect(place["content"] == nil)
        #expect(try node.folder.read("uit.json") == arrived.content)
    }
}
