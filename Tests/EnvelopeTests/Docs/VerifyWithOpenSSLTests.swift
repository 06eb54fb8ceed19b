import Foundation
import Testing

@testable import Envelope

/// The commands of `docs/verify-with-openssl.md`, word for word.
struct VerifyWithOpenSSLTests {
    private static let page = Peers.root.appending(path: "docs/verify-with-openssl.md")

    /// The blocks marked `sh`, in their order.
    private func blocks() throws -> [String] {
        let text = String(decoding: try Data(contentsOf: Self.page), as: UTF8.self)
        return text.components(separatedBy: "```sh\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    }

    /// An authority and three holders whose certificates are valid today: openssl asks this machine's clock.
    private struct World {
        let authority: CertificateAuthority
        let sender: Holder
        let recipients: [Holder]

        init() throws {
            let now = UTCTime.today
            let validity = try Validity(from: now.adding(seconds: -86_400), until: now.adding(seconds: 864_000))
            let root = try PrivateKey.generate()
            let name = try CertificateName(
                commonName: "CA", organization: "Test", organizationNumber: nil, isExample: true)
            let authority = try CertificateAuthority.root(subject: name, key: root, validity: validity)
            func holder(_ oin: String, _ use: CertificateUse) throws -> Holder {
                let key = try PrivateKey.generate()
                let subject = try CertificateName(
                    commonName: "Iemand", organization: "Test", organizationNumber: oin, isExample: true)
                let certificate = try authority.issue(
                    to: subject, key: key.publicKey, use: use, email: "iemand@voorbeeld.example", validity: validity)
                return Holder(certificate: certificate, key: key)
            }
            self.authority = authority
            sender = try holder(SealerTests.sender, .signing)
            recipients = [try holder(SealerTests.receiver, .encryption), try holder(SealerTests.receiver, .encryption)]
        }

        func write(to tool: OpenSSLTool) throws {
            try tool.write("passphrase.txt", Holder.passphrase)
            try tool.write("authority.cert.pem", authority.certificate.pem)
            let holders = [("sender", sender), ("recipient-1", recipients[0]), ("recipient-2", recipients[1])]
            for (name, holder) in holders {
                try tool.write("\(name).cert.pem", holder.certificate.pem)
                try tool.write("\(name).key.pem", try holder.encryptedPEM())
            }
        }
    }

    @Test func everyCommand_WorksAsThePageSays() throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let world = try World()
        try world.write(to: tool)
        let ahead = UTCTime.today.secondsSinceEpoch - Region.now.secondsSinceEpoch
        let message = try Exchange().message(secondsFromNow: ahead)
        try tool.write("message.json", message)
        let signer = try MessageSigner(certificate: world.sender.certificate, key: world.sender.key)
        let sealed = try Sealer(signer).seal(
            message, for: world.recipients.map { try Recipient($0.certificate) }, suite: .gcm, at: .today)
        try tool.write("envelope.p7m", sealed.envelope)
        let blocks = try blocks()
        #expect(blocks.count == 7)
        for block in blocks {
            let outcome = try tool.run(program: "/bin/sh", ["-e", "-c", block])
            #expect(outcome.status == 0, "\(block)\n\(outcome.errors)")
            if block.contains("dgst") {
                #expect(try tool.read("received.json") == message)
                #expect(outcome.output == Base64.encode(sealed.mic.bytes.span) + [0x0A])
            }
        }
        try open(try tool.read("made.p7m"), world, message)
    }

    /// What the page makes is opened by either contactpersoon.
    private func open(_ envelope: [UInt8], _ world: World, _ message: [UInt8]) throws {
        let sender = try Exchange.oin(SealerTests.sender)
        let receiver = try Exchange.oin(SealerTests.receiver)
        let directory = SignerList([
            TrustedSigner(
                certificate: world.sender.certificate, party: sender, role: .contactpersoon, status: .active)
        ])
        for holder in world.recipients {
            let key = try OpeningKey(certificate: holder.certificate, key: holder.key)
            let opened = try Opener(us: receiver, keys: [key], directory: directory)
                .open(envelope, from: Partner(sender), to: receiver, at: .today)
            #expect(opened.bytes == message)
        }
    }
}
