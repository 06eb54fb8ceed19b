import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// We, and a partner with an AS2 product (pyas2lib) behind TLS, with the keys of the vectors.
struct AS2Exchange {
    let sender: OIN
    let partner: Partner
    let message: UniqueID
    let sealed: SealedMessage
    let partnerCertificate: Certificate
    let world: TLSWorld

    private static let keys = Peers.root.appending(path: "Tests/Vectors/envelopes/keys")

    init() throws {
        world = try TLSWorld.shared.get()
        sender = try #require(OIN("00000099000000001000"))
        partner = Partner(
            try #require(OIN("00000099000000003000")), suite: .cbc, allowsRSA15: true, allowsDualUse: true)
        message = UniqueID(milliseconds: 1_795_266_000_000, random: (.random(in: 0 ... .max), .random(in: 0 ... .max)))
        partnerCertificate = try Self.certificate("partner-dual")
        let signer = try MessageSigner(
            certificate: Self.certificate("sender-rsa"),
            key: PrivateKey(unencryptedPEM: Self.file("sender-rsa.key")), allowsDualUse: true)
        let recipient = try Recipient(partnerCertificate, allowsRSA15: true, allowsDualUse: true)
        sealed = try Sealer(signer, embedsCertificate: true).seal(
            [UInt8](#"{"specversion":"1.0","data":{"opmerking":"proef"}}"#.utf8), for: [recipient], suite: .cbc,
            at: SystemClock.now)
    }

    static func certificate(_ name: String) throws -> Certificate { try Certificate(file: file("\(name).crt")) }

    static func file(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: keys.appending(path: name))) }

    /// The partner's product, which behaves as `mdn` says.
    func receiver(mdn: String) throws -> PeerServer {
        let keys = Self.keys.path
        return try PeerServer(
            Peers.python, "as2/as2_receiver.py",
            [
                "--port", "0", "--as2-id", partner.oin.description, "--key", "\(keys)/partner-dual.key", "--cert",
                "\(keys)/partner-dual.crt", "--partner-id", sender.description, "--partner-cert",
                "\(keys)/sender-rsa.crt", "--require-enc", "--require-sig", "--mdn", mdn, "--tls-cert",
                world.path("server.crt"), "--tls-key", world.path("server.key"), "--allow-duplicates",
            ])
    }

    func job(_ port: Int, receipt: AS2Job.ReceiptRequest = .synchronous, signers: [Certificate]? = nil) -> AS2Job {
        AS2Job(
            message: message, sender: sender, partner: partner, url: "https://127.0.0.1:\(port)/as2", sealed: sealed,
            receipt: receipt, receiptSigners: signers ?? [partnerCertificate])
    }

    func client(idle: Duration = .seconds(20)) throws -> AS2Client {
        var settings = world.settings
        settings.timeouts.idle = idle
        return AS2Client(try TransferLoop(settings))
    }
}
