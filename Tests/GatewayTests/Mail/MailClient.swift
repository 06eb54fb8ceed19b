import Foundation
import Testing

@testable import Envelope
@testable import Gateway

/// A contactpersoon with a mail program: opens what arrives with stock openssl, and answers signed and encrypted.
final class MailClient: @unchecked Sendable {
    private struct Failure: Error {
        let program: String
    }

    let address: String
    private let signing: CertificateMint.Holder
    private let encryption: CertificateMint.Holder
    private let folder: TLSFolder

    init(_ address: String, signing: CertificateMint.Holder, encryption: CertificateMint.Holder) throws {
        self.address = address
        self.signing = signing
        self.encryption = encryption
        folder = try TLSFolder()
        let passphrase = Passphrase(Array("proef".utf8))
        try write("key.pem", Array(try encryption.key.encryptedPEM(passphrase: passphrase).utf8))
        try write("cert.pem", Array(encryption.certificate.pem.utf8))
        try write("signer.key.pem", Array(try signing.key.encryptedPEM(passphrase: passphrase).utf8))
        try write("signer.pem", Array(signing.certificate.pem.utf8))
        try write("ca.pem", Array(try CertificateMint.shared.get().authority.certificate.pem.utf8))
    }

    /// Leaves the signed content in `opened.eml`.
    private func decrypt(_ mail: [UInt8]) async throws {
        try write("mail.eml", mail)
        try await openssl(
            "cms", "-decrypt", "-in", "mail.eml", "-inkey", "key.pem", "-recip", "cert.pem", "-passin", "pass:proef",
            "-out", "opened.eml")
    }

    /// What a mail says, after `openssl cms -decrypt` and `openssl cms -verify`.
    func read(_ mail: [UInt8], at moment: UTCTime) async throws -> String {
        try await decrypt(mail)
        try await openssl(
            "cms", "-verify", "-in", "opened.eml", "-CAfile", "ca.pem", "-attime", "\(moment.secondsSinceEpoch)",
            "-out", "content")
        return try text("content")
    }

    /// The receipt for a mail, signed by stock openssl: a MIME entity, lines end in CRLF.
    func receipt(for mail: [UInt8]) async throws -> String {
        try await decrypt(mail)
        try await openssl(
            "cms", "-sign_receipt", "-in", "opened.eml", "-signer", "signer.pem", "-inkey", "signer.key.pem",
            "-passin", "pass:proef", "-out", "receipt.eml")
        return try text("receipt.eml").replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
    }

    /// Makes sure that stock openssl accepts a receipt for what was sent.
    func verify(receipt: [UInt8], about evidence: [UInt8]) async throws {
        try write("stored.eml", receipt)
        try write("evidence.eml", evidence)
        try await openssl(
            "cms", "-verify_receipt", "stored.eml", "-in", "evidence.eml", "-nointern", "-noverify", "-certfile",
            "signer.pem")
    }

    /// A mail around a receipt.
    ///
    /// - Parameter from: what stands in From.
    func mail(receipt: String, to recipient: String, from: String? = nil) -> [UInt8] {
        let header = """
            From: \(from ?? address)
            To: \(recipient)
            Subject: Ontvangstbevestiging
            Message-ID: <bewijs-\(UUID().uuidString)@partij5.example>

            """
        return Array((header.replacing("\n", with: "\r\n") + receipt).utf8)
    }

    /// What a mail holds after the independent reader opened it: the signed entity, its signature not looked at.
    func readIndependently(_ mail: [UInt8]) async throws -> String {
        try write("mail.eml", mail)
        try await openssl("pkey", "-in", "key.pem", "-passin", "pass:proef", "-out", "plain.key.pem")
        let script = """
            import email, subprocess, sys
            mail = email.message_from_binary_file(open("mail.eml", "rb"))
            open("mail.der", "wb").write(mail.get_payload(decode=True))
            """
        try await run(Peers.plainPython.path, ["-c", script])
        let opened = try await run(
            Peers.python.path, [Peers.program("cms_open.py"), "plain.key.pem", "cert.pem", "mail.der"])
        return String(decoding: opened, as: UTF8.self)
    }

    /// An answer as a mail program writes it: one text, signed and encrypted for the other side and for the writer itself.
    ///
    /// - Parameter from: what stands in From; the certificate stays the same.
    func mail(
        _ text: String, to recipient: String, for others: [Certificate], at moment: UTCTime, from: String? = nil
    ) async throws -> [UInt8] {
        try await sealed(
            try signed(Self.entity(text), at: moment), to: recipient, for: others, from: from)
    }

    /// A text as a MIME entity.
    static func entity(_ text: String) -> [UInt8] {
        Array(
            ("Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                + text.replacing("\n", with: "\r\n")).utf8)
    }

    /// A text with a form beside it.
    static func entity(attaching form: [UInt8]) -> [UInt8] {
        let attachment = Data(form).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        let opening = """
            Content-Type: multipart/mixed; boundary="deel"

            --deel
            Content-Type: text/plain; charset=UTF-8

            Zie de bijlage.
            --deel
            Content-Type: application/json; name="reactie.json"
            Content-Disposition: attachment; filename="reactie.json"
            Content-Transfer-Encoding: base64


            """
        return Array((opening.replacing("\n", with: "\r\n") + attachment + "\r\n--deel--\r\n").utf8)
    }

    /// A multipart/signed of an entity.
    func signed(_ entity: [UInt8], at moment: UTCTime) throws -> [UInt8] {
        let signer = try MessageSigner(certificate: signing.certificate, key: signing.key)
        let digest = try Digest(signer.algorithm.digest, of: entity)
        let signature = try SignedDataWriter.sign(
            digest, by: signer, at: moment, embedding: [signing.certificate], try DigestContext())
        let frame = SignedEntityFrame(
            boundary: digest, micalg: signer.algorithm.digest, signedData: signature, header: [])
        return frame.opening + entity + frame.closing
    }

    /// A mail with any content, encrypted.
    func sealed(
        _ content: [UInt8], to recipient: String, for others: [Certificate], from: String? = nil
    ) async throws -> [UInt8] {
        try write("plain.eml", content)
        var arguments = [
            "cms", "-encrypt", "-binary", "-aes-256-cbc", "-in", "plain.eml", "-outform", "DER", "-out", "sealed.der",
        ]
        for (index, certificate) in ([encryption.certificate] + others).enumerated() {
            try write("to\(index).pem", Array(certificate.pem.utf8))
            arguments += ["-recip", "to\(index).pem", "-keyopt", "ecdh_kdf_md:sha256"]
        }
        try await run("/usr/bin/openssl", arguments)
        let der = try Data(contentsOf: folder.url.appending(path: "sealed.der"))
        let body = der.base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        let header = """
            From: \(from ?? address)
            To: \(recipient)
            Subject: Re: Weer Thuis bericht
            Message-ID: <antwoord-\(UUID().uuidString)@partij5.example>
            MIME-Version: 1.0
            Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m
            Content-Transfer-Encoding: base64


            """
        return Array((header.replacing("\n", with: "\r\n") + body + "\r\n").utf8)
    }

    private func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: folder.url.appending(path: name))
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.url.appending(path: name)), as: UTF8.self)
    }

    private func openssl(_ arguments: String...) async throws { try await run("/usr/bin/openssl", arguments) }

    /// - Returns: what the program printed.
    @discardableResult
    private func run(_ program: String, _ arguments: [String]) async throws -> [UInt8] {
        try await Background.run { Result { try self.runNow(program, arguments) } }.get()
    }

    private func runNow(_ program: String, _ arguments: [String]) throws -> [UInt8] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(program: "\(program) \(arguments.prefix(2))") }
        return [UInt8](printed)
    }
}
