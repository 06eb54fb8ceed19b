import Envelope
import Foundation
import Testing

@testable import Gateway

/// A message that arrived at the Transferpunt is opened, exported and checked with stock openssl; receipts of it are witnesses.
@Suite struct EvidenceCommandTests {
    private let node: ExampleNodeFolder
    private let store: Store
    private let arrived: NewInbound
    private let signer: MessageSigner

    init() async throws {
        node = try ExampleNodeFolder("transferpunt")
        store = try node.store()
        let keys = node.path + "/keys"
        signer = try MessageSigner(
            certificate: try KeyFiles.certificate("\(keys)/node.cert.pem", on: MemoryConsole()),
            key: try ExampleKeys.key("\(keys)/node.key.pem", ExampleNodeFolder.passphrase, on: MemoryConsole()))
        arrived = try Self.arrival(node, signer)
        let record = AuditRecord(
            time: SystemClock.now, actor: "node", action: .accept, party: arrived.source, message: arrived.messageID)
        _ = try await store.receive(
            arrived, dossier: DossierChange(dossier: arrived.dossier, opener: arrived.source, addressed: [node.own]),
            audit: [record])
        try await store.signCheckpoint(at: SystemClock.now, party: node.own, with: signer.key)
    }

    /// A real registratie of the zorgaanbieder, through the commands that seal and open files.
    private static func arrival(_ node: ExampleNodeFolder, _ signer: MessageSigner) throws -> NewInbound {
        let console = MemoryConsole()
        let pass = ["--passphrase-file", node.folder["passphrase"]]
        let sealed = WeerThuisTool.run(
            ["seal", Repository.form("registratie"), "--type", "registratie", "--out", node.folder["sealed"]]
                + ["--key", Repository.key("zorgaanbieder/postma.signing")]
                + ["--cert", Repository.certificate("zorgaanbieder/postma.signing")]
                + ["--to", Repository.certificate("transferpunt/hoekstra.encryption")] + pass, on: console)
        try #require(sealed == .success, "\(console.noted)")
        let opened = WeerThuisTool.run(
            ["open", node.folder["sealed"], "--out", node.folder["opened"], "--evidence", node.folder["evidence"]]
                + ["--key", Repository.key("transferpunt/hoekstra.encryption")]
                + ["--cert", Repository.certificate("transferpunt/hoekstra.encryption")]
                + ["--signer", Repository.certificate("zorgaanbieder/postma.signing")] + pass, on: console)
        try #require(opened == .success, "\(console.noted)")
        let content = try node.folder.read("opened")
        let attributes = try ReceivedMessage(decoding: content).attributes
        let mic = try #require(console.notes.lazy.compactMap { $0.split(separator: "mic       ").last }.last)
        let digest = try #require(Data(base64Encoded: String(mic.prefix { $0 != "," })))
        let receipt = Receipt(
            finalRecipient: node.own.description, originalMessageID: "<\(attributes.id)@deterp.example>",
            disposition: .processed, mic: Digest(.sha256, bytes: Array(digest)), checkpoint: nil)
        return NewInbound(
            messageID: attributes.id, source: attributes.source.party, recipient: node.own, dossier: attributes.subject,
            type: "registratie", content: content, evidence: try node.folder.read("evidence"), mic: Array(digest),
            receivedAt: SystemClock.now,
            receipt: StoredReceipt(try ReceiptSigner(signer).sign(receipt, at: SystemClock.now)).bytes,
            state: .accepted, codes: [])
    }

    private func export() -> (status: ExitCode, console: MemoryConsole) {
        node.run(["evidence", arrived.messageID.description, "--out", node.folder["bewijs"]])
    }

    /// Runs the blocks of the exported README as they stand there.
    private func check() throws -> [Int32] {
        let text = String(decoding: try node.folder.read("bewijs/README.md"), as: UTF8.self)
        return try text.components(separatedBy: "```sh\n").dropFirst().map { part in
            let process = Process()
            process.executableURL = URL(filePath: "/bin/bash")
            let commands = part.components(separatedBy: "```")[0]
            process.arguments = ["-euo", "pipefail", "-c", commands]
            process.currentDirectoryURL = URL(filePath: node.folder["bewijs"])
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    @Test func everyCommandOfItsReadmeSucceeds() throws {
        let (status, console) = export()
        #expect(status == .success, "\(console.noted)")
        #expect(try check() == [0, 0, 0, 0])
        #expect(try node.folder.permissions("bewijs/message.eml") == 0o600)
        #expect(try store.auditEntries(about: arrived.messageID).last?.record.action == .export)
        #expect(export().status == .usage)
    }

    @Test(arguments: [("message.eml", 0), ("receipt.eml", 1), ("directory.p7m", 2), ("checkpoint.json", 3)])
    func aChangedFileIsFound(name: String, block: Int) throws {
        #expect(export().status == .success)
        var bytes = try node.folder.read("bewijs/\(name)")
        let place =
            name == "directory.p7m" ? bytes.count / 2 : try #require(bytes.lastIndex { $0 == UInt8(ascii: "1") })
        bytes[place] ^= 3
        try node.folder.write("bewijs/\(name)", bytes)
        #expect(try check()[block] != 0)
    }

    @Test func aContactpersoonOpensItAndTheSenderIsTold() throws {
        let words = ["open", arrived.messageID.description, "--as", "l.visser@transferpunt.example"]
        let (status, console) = node.run(words)
        #expect(status == .success, "\(console.noted)")
        #expect(console.output == arrived.content)
        let steps = try store.steps(of: .inbound(arrived.inbound))
        #expect(steps.contains { $0.kind == .geopend && $0.by == "l.visser@transferpunt.example" })
        let told = try store.messages(MessageFilter(direction: .outbound)).messages
        #expect(told.map(\.type) == ["geopend"])
        #expect(told.first?.id.partner == arrived.source)
        let record = try store.auditEntries(about: arrived.messageID).last { $0.record.action == .open }?.record
        #expect(record?.actor == "l.visser@transferpunt.example")
        let stranger = node.run(["open", arrived.messageID.description, "--as", "x@transferpunt.example"])
        #expect(stranger.status == .refused)
        #expect(stranger.console.noted.contains("geen contactpersoon"))
    }

    @Test func receiptsThatOthersHoldAreWitnessesOfTheLog() throws {
        let head = try #require(try store.auditHead())
        func receipt(_ name: String, _ checkpoint: ChainReference, by signer: MessageSigner) throws -> String {
            let receipt = Receipt(
                finalRecipient: node.own.description, originalMessageID: "<a@b>", disposition: .processed, mic: nil,
                checkpoint: checkpoint)
            let signed = try ReceiptSigner(signer).sign(receipt, at: SystemClock.now)
            try node.folder.write(name, StoredReceipt(signed).bytes)
            return node.folder[name]
        }
        let good = try receipt("receipt-good.eml", head, by: signer)
        let whole = node.run(["audit", "verify", "--receipts", good])
        #expect(whole.status == .success, "\(whole.console.printed)")
        #expect(whole.console.printed.contains("the log is whole"))
        let beyond = try #require(ChainReference("\(head.sequence + 5):\(String(repeating: "a", count: 64))"))
        let cut = node.run(["audit", "verify", "--receipts", try receipt("receipt-later.eml", beyond, by: signer)])
        #expect(cut.status == .refused)
        #expect(cut.console.printed.contains("the end was cut off"))
        let other = try #require(ChainReference("\(head.sequence):\(String(repeating: "a", count: 64))"))
        let anew = node.run(["audit", "verify", "--receipts", try receipt("receipt-other.eml", other, by: signer)])
        #expect(anew.status == .refused && anew.console.printed.contains("written anew"))
        let keys = Repository.root + "/keys-example/gemeente/keys"
        let foreign = try MessageSigner(
            certificate: try KeyFiles.certificate("\(keys)/node.cert.pem", on: MemoryConsole()),
            key: try ExampleKeys.key("\(keys)/node.key.pem", ExampleNodeFolder.passphrase, on: MemoryConsole()))
        let refused = node.run(["audit", "verify", "--receipts", try receipt("receipt-x.eml", head, by: foreign)])
        #expect(refused.status == .refused)
        #expect(refused.console.noted.contains("is no receipt that this node signed"))
    }
}
