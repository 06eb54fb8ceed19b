import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// A registratie that went to the Transferpunt was judged, opened and answered there: each step is proved by a message.
@Suite struct EvidenceStepsTests {
    private let node: ExampleNodeFolder
    private let store: Store
    private let sent: NewDelivery
    private let edition: ChainReference

    init() async throws {
        let node = try ExampleNodeFolder()
        self.node = node
        store = try node.store()
        let configuration = try NodeFolder(node.path).configuration(on: MemoryConsole())
        edition = try NodeDirectory(configuration, on: MemoryConsole()).snapshot().edition
        let own = try Self.signer("zorgaanbieder/postma.signing")
        let (partner, now) = (try ExampleNodeFolder.party(2), SystemClock.now)
        let attributes = MessageAttributes(
            id: StoreFixture.messageID(), source: try #require(MessageSource(party: node.own, system: "proef")),
            name: try #require(MessageName("registratie")), subject: .random(), time: now,
            dataSchema: "https://weerthuis.nl/schema/fryslan-2022/registratie/1", recipient: partner,
            directory: edition)
        let content = try attributes.encoded(with: ["achternaam": "Jansma"])
        sent = NewDelivery(
            id: attributes.id, recipient: partner, dossier: attributes.subject, type: "registratie", content: content,
            releasedBy: "m.postma@deterp.example", created: now)
        try await store.submit([sent], audit: [Self.record(.submit, sent)])
        _ = try await store.claimDue(now: now, limit: 1)
        let (evidence, mic) = try Self.sealed(content, by: own, for: "transferpunt/hoekstra.encryption")
        let receipt = Receipt(
            finalRecipient: partner.description, originalMessageID: "<\(sent.id)@deterp.example>",
            disposition: .processed, mic: mic, checkpoint: nil)
        let signed = try ReceiptSigner(try Self.signer("transferpunt/node")).sign(receipt, at: now)
        try await store.recordDelivered(
            sent.delivery, receipt: StoredReceipt(signed).bytes, mic: mic.bytes,
            evidence: KeptEvidence(evidence, of: content), at: now, audit: [Self.record(.deliver, sent)])
    }

    private static func signer(_ name: String) throws -> MessageSigner {
        let console = MemoryConsole()
        return try MessageSigner(
            certificate: try KeyFiles.certificate(Repository.certificate(name), on: console),
            key: try ExampleKeys.key(Repository.key(name), ExampleNodeFolder.passphrase, on: console))
    }

    private static func sealed(
        _ content: [UInt8], by signer: MessageSigner, for recipient: String
    ) throws -> (evidence: [UInt8], mic: Digest) {
        let certificate = try KeyFiles.certificate(Repository.certificate(recipient), on: MemoryConsole())
        let sealed = try Sealer(signer).seal(
            content, for: [try Envelope.Recipient(certificate)], suite: .gcm, at: SystemClock.now)
        return (sealed.evidence(of: content), sealed.mic)
    }

    private static func record(_ action: AuditAction, _ sent: NewDelivery) -> AuditRecord {
        AuditRecord(
            time: SystemClock.now, actor: "node", action: action, party: sent.recipient, message: sent.id,
            dossier: sent.dossier)
    }

    /// A message of the Transferpunt about what was sent, as it came in, with the step that it proves.
    private func answer(_ type: String, _ kind: ReceiptStep.Kind, by signer: MessageSigner? = nil) async throws
        -> UniqueID
    {
        let now = SystemClock.now
        let attributes = MessageAttributes(
            id: StoreFixture.messageID(), source: try #require(MessageSource(party: sent.recipient, system: "proef")),
            name: try #require(MessageName(type)), subject: sent.dossier, time: now,
            dataSchema: "https://weerthuis.nl/schema/fryslan-2022/\(type)/1", recipient: node.own,
            directory: edition)
        let content = try attributes.encoded(with: ["bericht": .string(sent.id.description)])
        let (evidence, mic) = try Self.sealed(
            content, by: try signer ?? Self.signer("transferpunt/node"), for: "zorgaanbieder/postma.encryption")
        let arrived = NewInbound(
            messageID: attributes.id, source: sent.recipient, recipient: node.own, dossier: sent.dossier, type: type,
            content: content, evidence: evidence, mic: mic.bytes, receivedAt: now, receipt: [1], state: .accepted,
            codes: [])
        let step = ReceiptStep(kind, time: now, by: sent.recipient.description, message: attributes.id)
        _ = try await store.receive(
            arrived, steps: [MessageStep(message: .outbound(sent.delivery), step: step)], audit: [])
        return attributes.id
    }

    private var package: EvidenceFolder { EvidenceFolder(path: node.folder["bewijs"]) }

    private func export() -> (status: ExitCode, console: MemoryConsole) {
        node.run(["evidence", sent.id.description, "--out", package.path])
    }

    @Test func eachStepIsProvedByTheMessageThatBroughtIt() async throws {
        let judged = try await answer("retour", .gekeurd)
        let opened = try await answer("geopend", .geopend)
        let answered = try await answer("aanmelding", .beantwoord)
        let (status, console) = export()
        #expect(status == .success, "\(console.noted)")
        #expect(try package.check() == [0, 0, 0, 0, 0, 0])
        let readme = try package.text("README.md")
        for text in [
            "gekeurd", "geopend", judged.description, opened.description, "Het bericht noemt deze uitgave zelf",
        ] {
            #expect(readme.contains(text), "\(text)")
        }
        // What has content of its own is named with the command that exports it.
        #expect(readme.contains("weerthuis evidence \(answered) --party \(sent.recipient) --out MAP"))
        #expect(!package.names.contains("step-3.eml"))
        for id in [sent.id, judged, opened] {
            #expect(try store.auditEntries(about: id).count { $0.record.action == .export } == 1)
        }
        #expect(try store.auditEntries(about: answered).allSatisfy { $0.record.action != .export })
        // A message that names another edition is not the one that this directory belongs to.
        let content = try package.text("message.json").replacing(edition.description, with: "1:0")
        try node.folder.write("bewijs/message.json", Array(content.utf8))
        #expect(try package.check()[4] != 0)
    }

    @Test(arguments: [("step-1.eml", 2), ("step-1-signer.pem", 3)])
    func aChangedStepIsFound(name: String, block: Int) async throws {
        _ = try await answer("retour", .gekeurd)
        #expect(export().status == .success)
        #expect(try package.isRight())
        var bytes = try package.bytes(name)
        let place = try #require(bytes.lastIndex { $0 == UInt8(ascii: "1") })
        bytes[place] ^= 3
        try node.folder.write("bewijs/\(name)", bytes)
        #expect(try package.check()[block] != 0)
    }

    @Test func partsThatOtherEditionsProveHaveTheseWithThem() async throws {
        let new = try CertificateMint.lasting.get().issue(
            "Knooppunt", oin: sent.recipient.description, mail: nil, use: .signing)
        let old = try KeyFiles.certificate(Repository.certificate("transferpunt/node"), on: MemoryConsole())
        try node.adopt(new.certificate, inPlaceOf: old)
        _ = try await answer(
            "retour", .gekeurd, by: try MessageSigner(certificate: new.certificate, key: new.key))
        let (status, console) = export()
        #expect(status == .success, "\(console.noted)")
        #expect(package.names.isSuperset(of: ["directory.p7m", "directory-2.p7m", "administrators-2.pem"]))
        #expect(try package.check() == [0, 0, 0, 0, 0, 0])
        // The later edition does not have who signed the receipt.
        try node.folder.write("bewijs/directory.p7m", try package.bytes("directory-2.p7m"))
        #expect(try package.check()[3] != 0)
    }

    /// By mail the message is an attachment, so what is signed is not the message itself.
    @Test func aMessageByMailIsCheckedAsFarAsItIsSigned() async throws {
        let now = SystemClock.now
        let new = try node.delivery(content: String(decoding: sent.content, as: UTF8.self), dossier: sent.dossier)
        try await store.submit([new], audit: [Self.record(.submit, new)])
        _ = try await store.claimDue(now: now, limit: 1)
        let entity = try MailEntity(
            message: new.content, fileName: "registratie.json", text: "Jansma", html: "<p>Jansma</p>",
            subject: "Registratie",
            outer: MailHeaders(
                from: "knooppunt@deterp.example", to: ["a.hoekstra@transferpunt.example"], subject: "...", date: now,
                messageID: "<\(new.id)@deterp.example>"))
        let certificate = try KeyFiles.certificate(
            Repository.certificate("transferpunt/hoekstra.encryption"), on: MemoryConsole())
        let sealed = try Sealer(try Self.signer("zorgaanbieder/postma.signing")).seal(
            mail: entity, for: [try Envelope.Recipient(certificate)], suite: .gcm, at: now)
        let receipt = Receipt(
            finalRecipient: new.recipient.description, originalMessageID: "<\(new.id)@deterp.example>",
            disposition: .processed, mic: sealed.mic, checkpoint: nil)
        let signed = try ReceiptSigner(try Self.signer("transferpunt/node")).sign(receipt, at: now)
        try await store.recordDelivered(
            new.delivery, receipt: StoredReceipt(signed).bytes, mic: sealed.mic.bytes,
            evidence: KeptEvidence(sealed.evidence(of: new.content), of: new.content), at: now, audit: [])
        let (status, console) = node.run(["evidence", new.id.description, "--out", package.path])
        #expect(status == .success, "\(console.noted)")
        #expect(try package.check() == [0, 0, 0, 0])
    }

    @Test func aPersonsReceiptKeepsItsFormWhenItIsReadBack() throws {
        let object = [UInt8]((0...255).map { UInt8($0) })
        let stored = StoredReceipt.bytes(ofPersonal: object)
        #expect(StoredReceipt.personal(stored) == object)
        #expect(StoredReceipt.personal(Array("MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nAAAA".utf8)) == nil)
    }
}
