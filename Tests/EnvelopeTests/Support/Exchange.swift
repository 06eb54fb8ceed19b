import Foundation
import Schemas

@testable import Envelope

/// Two parties that exchange messages: a sender's signer and a receiver's two contactpersonen.
struct Exchange: Sendable {
    let sender: OIN
    let receiver: OIN
    let region: Region
    let signer: Holder
    let contacts: [Holder]
    let suite: Suite
    var partner: Partner

    init(_ suite: Suite = .gcm, signer: KeyAlgorithm = .p256, contacts: [KeyAlgorithm] = [.p256, .p256]) throws {
        sender = try Self.oin("00000099000000001000")
        receiver = try Self.oin("00000099000000002000")
        region = try Region.shared.get()
        self.signer = try region.holder("Afzender", oin: sender.description, .signing, signer)
        let receiverName = receiver.description
        self.contacts = try contacts.map { [region] in
            try region.holder("Ontvanger", oin: receiverName, .encryption, $0)
        }
        self.suite = suite
        partner = Partner(sender, suite: suite)
    }

    static func oin(_ text: String) throws -> OIN {
        guard let oin = OIN(text) else { throw CocoaError(.coderInvalidValue) }
        return oin
    }

    /// A message of the profile, in the name of the sender.
    func message(
        recipient: OIN? = nil, source: OIN? = nil, secondsFromNow: Int64 = 0, padding: Int = 0
    ) throws -> [UInt8] {
        let time = Region.now.adding(seconds: secondsFromNow)
        let text = """
            {"specversion":"1.0","id":"019a9f5e-7c00-7abc-8def-0123456789ab",\
            "source":"urn:nld:oin:\(source ?? sender):systeem:knooppunt","type":"nl.weerthuis.registratie",\
            "subject":"4f3b2a10-9c8d-4e7f-8a6b-5c4d3e2f1a0b","time":"\(time)",\
            "dataschema":"https://weerthuis.nl/schema/fryslan-2022/registratie/1",\
            "datacontenttype":"application/json","recipient":"\(recipient ?? receiver)",\
            "directory":"\(Self.directory)","data":{"opmerking":"\(String(repeating: "x", count: padding))"}}
            """
        return [UInt8](text.utf8)
    }

    private static let directory = "7:" + String(repeating: "0", count: 64)

    func sealer(embedsCertificate: Bool = false) throws -> Sealer {
        try Sealer(
            try MessageSigner(certificate: signer.certificate, key: signer.key), embedsCertificate: embedsCertificate)
    }

    func seal(_ message: [UInt8]) throws -> SealedMessage {
        try sealer().seal(
            message, for: try contacts.map { try Recipient($0.certificate) }, suite: suite, at: Region.now)
    }

    func opener(
        contact: Int = 0, status: TrustedSigner.Status = .active, keySuite: Suite? = nil, party: OIN? = nil
    ) throws -> Opener {
        let signer = TrustedSigner(
            certificate: signer.certificate, party: party ?? sender, role: .contactpersoon, status: status)
        let key = try OpeningKey(
            certificate: contacts[contact].certificate, key: contacts[contact].key, suite: keySuite ?? suite)
        return try Opener(us: receiver, keys: [key], directory: SignerList([signer]))
    }

    func open(_ envelope: [UInt8], with opener: Opener? = nil) throws -> OpenedMessage {
        try (opener ?? self.opener()).open(envelope, from: partner, to: receiver, at: Region.now)
    }
}
