import Envelope
import Foundation
import Schemas
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
        node.run(["evidence", arrived.messageID.description, "--out", package.path])
    }

    private var package: EvidenceFolder { EvidenceFolder(path: node.folder["bewijs"]) }

    private func exports() throws -> Int {
        try store.auditEntries(about: arrived.messageID).count { $0.record.action == .export }
    }

    /// The sender's contactpersoon gets another key, and the edition without the old one comes into force here.
    private func renewSender() throws {
        let old = try KeyFiles.certificate(
            Repository.certificate("zorgaanbieder/postma.signing"), on: MemoryConsole())
        let new = try CertificateMint.lasting.get().issue(
            "M. Postma", oin: arrived.source.description, mail: "m.postma@deterp.example", use: .signing)
        try node.adopt(new.certificate, inPlaceOf: old)
    }

    @Test("a program gets one object: where it is, its files, and what is missing")
    func json() throws {
        let console = MemoryConsole()
        let words = ["evidence", arrived.messageID.description, "--out", package.path, "--json", "--node", node.path]
        #expect(WeerThuisTool.run(words, on: console) == .success, "\(console.noted)")
        let facts = try JSONDocument(parsing: console.output).root
        #expect(facts["out"]?.string == package.path)
        let names = facts["files"]?.elements.compactMap(\.string).sorted()
        #expect(names == (try FileManager.default.contentsOfDirectory(atPath: package.path).sorted()))
        #expect(facts["gaps"]?.elements.isEmpty == true)
    }

    @Test func everyCommandOfItsReadmeSucceeds() throws {
        let (status, console) = export()
        #expect(status == .success, "\(console.noted)")
        #expect(try package.check() == [0, 0, 0, 0])
        #expect(try node.folder.permissions("bewijs/message.eml") == 0o600)
        #expect(try store.auditEntries(about: arrived.messageID).last?.record.action == .export)
    }

    @Test func aFolderThatIsThereIsRefusedBeforeAnythingIsRecorded() throws {
        try FileManager.default.createDirectory(atPath: package.path, withIntermediateDirectories: true)
        #expect(export().status == .usage)
        #expect(try exports() == 0)
        #expect(package.names.isEmpty)
    }

    @Test func whatTheDirectoryNoLongerHasIsProvedWithTheEditionOfThen() throws {
        let first = try Data(contentsOf: URL(filePath: "\(node.path)/directory/edition-1.p7m"))
        try renewSender()
        try node.renewNodeKey()
        let (status, console) = export()
        #expect(status == .success, "\(console.noted)")
        #expect(try package.check() == [0, 0, 0, 0])
        #expect(try package.bytes("directory.p7m") == Array(first))
        #expect(!(try package.text("README.md").contains("Wat ontbreekt")))
    }

    @Test(arguments: [true, false])
    func withoutTheEditionOfThenTheExportSaysWhatCantBeChecked(isDamaged: Bool) throws {
        try renewSender()
        let path = "\(node.path)/directory/edition-1.p7m"
        if isDamaged {
            var bytes = Array(try Data(contentsOf: URL(filePath: path)))
            bytes[bytes.count / 2] ^= 1
            try Data(bytes).write(to: URL(filePath: path))
        } else {
            try FileManager.default.removeItem(atPath: path)
        }
        let (status, console) = export()
        #expect(status == .refused)
        #expect(console.noted.contains("message.eml can't be checked"))
        #expect(console.noted.contains("from a backup of then"))
        #expect(console.noted.contains("passed over: edition-1.p7m") == isDamaged)
        let readme = try package.text("README.md")
        #expect(readme.contains("## Wat ontbreekt\n\n- Wie `message.eml` ondertekende is hier niet te controleren"))
        #expect(!package.names.contains("message-signer.pem"))
        // The receipt and the log are proved as ever.
        #expect(try package.check() == [0, 0, 0])
        #expect(try exports() == 1)
    }

    @Test(arguments: ["message-signer.pem", "receipt-signer.pem", "administrators.pem"], [true, false])
    func aCertificateThatIsMissingFailsItsChecks(name: String, isEmptied: Bool) throws {
        #expect(export().status == .success)
        // What a first run leaves behind must not help a second one.
        #expect(try package.isRight())
        try FileManager.default.removeItem(atPath: "\(package.path)/\(name)")
        if isEmptied { try node.folder.write("bewijs/\(name)", []) }
        #expect(try package.check()[2] != 0)
    }

    @Test func aStrangersCertificateIsNotInTheDirectory() throws {
        #expect(export().status == .success)
        let stranger = try CertificateMint.lasting.get().issue("X", oin: nil, mail: nil, use: .signing)
        try node.folder.write("bewijs/message-signer.pem", Array(stranger.certificate.pem.utf8))
        let results = try package.check()
        #expect(results[0] != 0 && results[2] != 0 && results[1] == 0 && results[3] == 0)
    }

    @Test func whatNoCheckpointCoversIsSignedNow() throws {
        let opened = node.run(["open", arrived.messageID.description, "--as", "l.visser@transferpunt.example"])
        #expect(opened.status == .success)
        #expect(try store.checkpoints().count == 1)
        let (status, console) = export()
        #expect(status == .success, "\(console.noted)")
        #expect(try store.checkpoints().count == 2)
        #expect(try package.check() == [0, 0, 0, 0])
        let last = try #require(try store.checkpoints().last)
        #expect(try package.bytes("checkpoint.json") == last.statement)
        let verified = node.run(["audit", "verify"])
        #expect(verified.status == .success, "\(verified.console.printed)")
    }

    @Test func withoutTheNodesKeyTheExportSaysThatThereIsNoCheckpointYet() throws {
        let opened = node.run(["open", arrived.messageID.description, "--as", "l.visser@transferpunt.example"])
        #expect(opened.status == .success)
        try FileManager.default.removeItem(atPath: "\(node.path)/keys/node.key.pem")
        let (status, console) = export()
        #expect(status == .success, "\(console.noted)")
        #expect(console.noted.contains("no signed checkpoint of the log covers this message yet"))
        let readme = try package.text("README.md")
        #expect(readme.contains("Exporteer het bericht daarna opnieuw"))
        #expect(!readme.contains("checkpoint.json") && !package.names.contains("checkpoint.json"))
        #expect(try package.check() == [0, 0, 0])
    }

    @Test func theCheckpointIsCheckedWithTheKeyThatSignedItAmongSeveral() async throws {
        let mint = try CertificateMint.lasting.get()
        let next = try mint.issue("Knooppunt", oin: node.own.description, mail: nil, use: .signing)
        try node.adopt { draft in
            let key = NewKey(.signing, next.certificate, activeFrom: SystemClock.now)
            try draft.rotate(to: key, holder: nil, of: node.own, overlap: 86_400, at: SystemClock.now)
        }
        try await store.record([
            AuditRecord(time: SystemClock.now, actor: "x", action: .open, message: arrived.messageID)
        ])
        try await store.signCheckpoint(at: SystemClock.now, party: node.own, with: next.key)
        let (status, console) = export()
        #expect(status == .success, "\(console.noted)")
        #expect(try package.text("checkpoint-signer.pem") == next.certificate.pem)
        #expect(try package.check() == [0, 0, 0, 0])
    }

    @Test func theLogIsWholeAfterTheNodesKeyLeftTheDirectory() throws {
        let (old, _) = try node.renewNodeKey()
        let kept = node.run(["audit", "verify"])
        #expect(kept.status == .success, "\(kept.console.printed)")
        try FileManager.default.removeItem(atPath: "\(node.path)/directory/edition-1.p7m")
        let unknown = node.run(["audit", "verify"])
        #expect(unknown.status == .refused)
        #expect(unknown.console.printed.contains("NOT CHECKED: the checkpoint at entry"))
        #expect(unknown.console.printed.contains("--cert FILE"))
        #expect(!unknown.console.printed.contains("WRONG"))
        try node.folder.write("old.pem", Array(old.pem.utf8))
        let given = node.run(["audit", "verify", "--cert", node.folder["old.pem"]])
        #expect(given.status == .success, "\(given.console.printed)")
    }

    @Test(arguments: [("message.eml", 0), ("receipt.eml", 1), ("directory.p7m", 2), ("checkpoint.json", 3)])
    func aChangedFileIsFound(name: String, block: Int) throws {
        #expect(export().status == .success)
        var bytes = try node.folder.read("bewijs/\(name)")
        let place =
            name == "directory.p7m" ? bytes.count / 2 : try #require(bytes.lastIndex { $0 == UInt8(ascii: "1") })
        bytes[place] ^= 3
        try node.folder.write("bewijs/\(name)", bytes)
        #expect(try package.check()[block] != 0)
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
