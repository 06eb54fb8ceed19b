internal import Envelope
internal import Foundation
internal import Gateway
internal import Schemas

/// A signed directory with real certificates, as large as asked for.
struct LargeRegion {
    let file: [UInt8]
    let administrator: Certificate
    let now: UTCTime

    /// How many certificates the authority took back.
    private static let revoked = 200

    /// - Parameter partyCount: each has two contactpersonen with two keys, and a node key.
    init(partyCount: Int, now: UTCTime) throws {
        let key = try PrivateKey.generate()
        let validity = try Validity(from: now.adding(seconds: -60), until: now.adding(seconds: 86_400 * 100))
        let authority = try CertificateAuthority.root(
            subject: CertificateName(commonName: "CA", organization: "Bench", organizationNumber: nil), key: key,
            validity: validity)
        var draft = DirectoryDraft(region: "Bench", profile: "fryslan-2022")
        func certificate(_ name: String, _ oin: OIN?, _ use: CertificateUse) throws -> (Certificate, PrivateKey) {
            let key = try PrivateKey.generate()
            let subject = try CertificateName(
                commonName: name, organization: "Bench", organizationNumber: oin?.description)
            return (try authority.issue(to: subject, key: key.publicKey, use: use, validity: validity), key)
        }
        for number in 0..<partyCount {
            guard let oin = Self.oin(number), let endpoint = Endpoint("https://node\(number).example/as2") else {
                continue
            }
            let node = NewKey(.signing, try certificate("node", oin, .signing).0, activeFrom: now)
            draft.add(
                NewParty(
                    oin: oin, name: "Party \(number)", role: Self.role(number), endpoint: endpoint, nodeKeys: [node]))
            for person in 1...2 {
                let keys = [
                    NewKey(.signing, try certificate("person", oin, .signing).0, activeFrom: now),
                    NewKey(.encryption, try certificate("person", oin, .encryption).0, activeFrom: now),
                ]
                let mail = "p\(person)@party\(number).example"
                try draft.add(NewContactpersoon(name: "Person \(person)", mail: mail, keys: keys), to: oin)
            }
        }
        let (signing, signingKey) = try certificate("administrator", nil, .signing)
        let list = try authority.revocationList(
            Dictionary((0..<Self.revoked).map { ([0x40, UInt8($0)], now) }) { first, _ in first }, number: 1, at: now,
            nextUpdate: now.adding(seconds: 86_400 * 30))
        func text(_ encoded: [UInt8]) -> JSONTree { .string(Data(encoded).base64EncodedString()) }
        draft.set("administrators", [text(signing.encoded)])
        draft.set("freshnessKeys", [text(signing.encoded)])
        draft.set("authorities", [text(authority.certificate.encoded)])
        draft.set("revocationLists", [text(list.encoded)])
        draft.set("revocation", "use")
        let document = try draft.edition(
            after: nil, issued: now, validUntil: now.adding(seconds: 86_400 * 90)
        ).document
        let signer = try MessageSigner(certificate: signing, key: signingKey)
        file = try SignedDocument.sign(document, by: signer, at: now).encoded
        administrator = signing
        self.now = now
    }

    static func oin(_ number: Int) -> OIN? {
        OIN("00000099" + String(1_000_000_000_000 + number).dropFirst())
    }

    static func role(_ number: Int) -> String {
        switch number {
        case 0: "transferpunt"
        case 1: "regiobeheerder"
        case 2: "zorgaanbieder"
        default: "woningcorporatie"
        }
    }
}
