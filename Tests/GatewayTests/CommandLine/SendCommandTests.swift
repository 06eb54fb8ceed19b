import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

@Suite("Command: send")
struct SendCommandTests {
    private let node: ExampleNodeFolder
    private let store: Store

    init() throws {
        node = try ExampleNodeFolder()
        store = try node.store(as: .node)
    }

    private static func form(_ name: String) -> String { "\(Repository.root)/Tests/Vectors/formulieren/\(name).json" }

    @Test("a form that is in order is stored for who gets it, released by the person")
    func sends() throws {
        let words = ["send", Self.form("registratie"), "--type", "registratie", "--as", "m.postma@deterp.example"]
        let (status, console) = node.run(words)
        #expect(status == .success, "\(console.noted)")
        #expect(console.printed.contains("Transferpunt Voorbeeldregio (transferpunt): A. Hoekstra en L. Visser"))
        let messages = try store.messages().messages
        #expect(messages.map(\.state) == [.outbound(.queued)])
        let id = try #require(messages.first?.id)
        #expect(console.printed.contains(id.message.description))
        #expect(try store.auditEntries(about: id.message).map(\.record.actor) == ["m.postma@deterp.example"])
    }

    @Test("programs get JSON: ids, receivers; or the findings, each with its code")
    func json() throws {
        let words = ["send", "--json", "--type", "registratie", "--as", "m.postma@deterp.example"]
        let (status, console) = node.run(words + [Self.form("registratie"), Self.form("registratie-onvolledig")])
        #expect(status == .refused)
        let lines = try console.output.split(separator: 0x0A).map { try JSONDocument(parsing: Array($0)).root }
        #expect(lines.count == 2)
        let party = lines.first?["receivers"]?[0]?["party"]?.string
        #expect(party == "00000099000000002000")
        let codes = lines.last?["findings"]?.elements.compactMap { $0["code"]?.string } ?? []
        #expect(codes.contains("WT2101"))
        #expect(try store.messages().messages.count == 1)
    }

    @Test("a type that does not exist is wrong use, with the type that was meant")
    func unknownType() throws {
        let (status, console) = node.run(
            ["send", Self.form("registratie"), "--type", "registrate", "--as", "m.postma@deterp.example"])
        #expect(status == .usage)
        #expect(console.noted.contains("kent de berichtsoort 'registrate' niet"))
        #expect(console.noted.contains("did you mean registratie?"))
        #expect(try store.messages().messages.isEmpty)
    }

    @Test(
        "who is no contactpersoon releases nothing",
        arguments: ["iemand@deterp.example", "a.hoekstra@transferpunt.example"])
    func notAContactpersoon(mail: String) throws {
        let (status, console) = node.run(["send", Self.form("registratie"), "--type", "registratie", "--as", mail])
        #expect(status == .refused)
        #expect(console.noted.contains("WT8006"))
        #expect(console.noted.contains("Afspraak 3g"))
        #expect(try store.messages().messages.isEmpty)
    }

    @Test("a type that the party may not send, and a dossier that it does not know, are refused with their rule")
    func refused() throws {
        let mail = "m.postma@deterp.example"
        let wrong = node.run(["send", Self.form("doorgeleiding"), "--type", "doorgeleiding", "--as", mail])
        #expect(wrong.status == .refused)
        #expect(wrong.console.noted.contains("WT8004"))
        let unknown = node.run(
            [
                "send", Self.form("vervolgwonen"), "--type", "vervolgwonen", "--as", mail, "--dossier",
                UniqueID.random().description,
            ])
        #expect(unknown.status == .refused)
        #expect(unknown.console.noted.contains("WT8101"))
    }

    @Test("a correction goes to whoever got the message, in its dossier")
    func about() throws {
        let mail = "m.postma@deterp.example"
        _ = node.run(["send", Self.form("registratie"), "--type", "registratie", "--as", mail])
        let first = try #require(try store.messages().messages.first)
        let (status, console) = node.run(
            [
                "send", Self.form("intrekking"), "--type", "intrekking", "--as", mail, "--about",
                first.id.message.description,
            ])
        #expect(status == .success, "\(console.noted)")
        let second = try #require(try store.messages().messages.first)
        #expect(second.type == "intrekking")
        #expect(second.dossier == first.dossier)
        #expect(second.id.partner == first.id.partner)
    }
}
