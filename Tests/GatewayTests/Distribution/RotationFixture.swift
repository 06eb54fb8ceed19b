import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// A region in which party 1 has real keys and asks the regiobeheerder, party 9, for new ones.
struct RotationFixture {
    static let now = SampleRegion.now
    static let asker = SampleRegion.mail(1, 1)
    static let colleague = SampleRegion.mail(1, 2)

    let mint: CertificateMint
    let region: SampleRegion
    private let signers: [String: CertificateMint.Holder]
    private let opener: CertificateMint.Holder

    init() throws {
        mint = try CertificateMint.shared.get()
        var region = try SampleRegion(SampleRegion.fryslan)
        var signers: [String: CertificateMint.Holder] = [:]
        for person in 1...2 {
            let mail = SampleRegion.mail(1, person)
            let holder = try mint.issue("P\(person)", oin: SampleRegion.oinText(1), mail: mail, use: .signing)
            signers[mail] = holder
            region = try region.setting(
                "/parties/0/contactpersonen/\(person - 1)/keys/0/certificate", .string(holder.base64))
        }
        opener = try mint.issue(
            "Beheer", oin: SampleRegion.oinText(9), mail: SampleRegion.mail(9, 1), use: .encryption)
        self.region = try region.setting("/parties/8/contactpersonen/0/keys/1/certificate", .string(opener.base64))
        self.signers = signers
    }

    func snapshot(_ region: SampleRegion? = nil) throws -> DirectorySnapshot {
        DirectorySnapshot(
            directory: try (region ?? self.region).directory(), signed: [],
            routing: RoutingTable(try SampleProfiles.fryslan.get()))
    }

    static func request(
        _ use: KeyUse, mail: String = asker, key: PrivateKey? = nil, says: CertificateUse? = nil
    ) throws -> CertificateRequest {
        let subject = try CertificateName(
            commonName: "P", organization: "Partij 1", organizationNumber: SampleRegion.oinText(1))
        return try CertificateRequest(
            subject: subject, key: try key ?? PrivateKey.generate(),
            use: says ?? (use == .signing ? .signing : .encryption), email: mail)
    }

    static func form(
        _ reason: Sleutelaanvraag.Reason = .renewal, mail: String = asker, uses: [KeyUse] = [.signing, .encryption]
    ) throws -> Sleutelaanvraag {
        Sleutelaanvraag(
            name: "Persoon 1-1", mail: mail,
            wishes: try uses.map { Sleutelaanvraag.Wish(use: $0, request: try request($0, mail: mail)) },
            reason: reason)
    }

    /// The request as the administrator's node received it, sealed and opened as any message is.
    func arrival(
        _ form: Sleutelaanvraag, signedBy mail: String, in snapshot: DirectorySnapshot, number: UInt64 = 1
    ) throws -> NewInbound {
        let directory = snapshot.directory
        let administrator = try SampleRegion.oin(9)
        let attributes = MessageAttributes(
            id: UniqueID(milliseconds: UInt64(Self.now.secondsSinceEpoch * 1_000), random: (number, 2)),
            source: try #require(MessageSource(party: try SampleRegion.oin(1), system: "proef")),
            name: try #require(MessageName("sleutelaanvraag")), subject: UniqueID(random: (number, 4)), time: Self.now,
            dataSchema: "https://weerthuis.nl/schema/fryslan-2022/sleutelaanvraag/1", recipient: administrator,
            directory: directory.edition)
        let signer = try #require(signers[mail])
        let content = try attributes.encoded(with: form.tree)
        let sealed = try Sealer(try MessageSigner(certificate: signer.certificate, key: signer.key)).seal(
            content, for: [try Envelope.Recipient(opener.certificate)], suite: .gcm, at: Self.now)
        let opened = try Opener(
            us: administrator, keys: [try OpeningKey(certificate: opener.certificate, key: opener.key)],
            directory: snapshot.trust
        ).open(
            sealed.envelope, from: try #require(directory.partner(try SampleRegion.oin(1))), to: administrator,
            at: Self.now)
        return NewInbound(
            messageID: attributes.id, source: try SampleRegion.oin(1), recipient: administrator,
            dossier: attributes.subject, type: "sleutelaanvraag", content: content, evidence: opened.signed.evidence,
            mic: [1], receivedAt: Self.now, receipt: [2], state: .accepted, codes: [])
    }
}
