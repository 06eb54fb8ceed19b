internal import Envelope
internal import Spoiling

/// Two parties of one suite, and the envelopes that fail in the ways that depend on a secret.
struct Exchange {
    let opener: Opener
    let partner: Partner
    let us: OIN
    let now = UTCTime(secondsSinceEpoch: 1_795_266_000)
    private let signer: MessageSigner
    private let recipient: Recipient
    private let suite: Suite

    init(_ suite: Suite, _ algorithm: KeyAlgorithm) throws {
        guard let sender = OIN("00000099000000001000"), let us = OIN("00000099000000002000") else { throw Unusable() }
        self.us = us
        self.suite = suite
        partner = Partner(sender, suite: suite, allowsRSA15: suite == .cbc)
        let root = try PrivateKey.generate()
        let validity = try Validity(from: now.adding(seconds: -86_400), until: now.adding(seconds: 864_000))
        func name(_ common: String, _ party: OIN) throws -> CertificateName {
            try CertificateName(
                commonName: common, organization: "Meting", organizationNumber: party.description, isExample: true)
        }
        let authority = try CertificateAuthority.root(subject: name("Meting", us), key: root, validity: validity)
        func holder(_ common: String, _ party: OIN, _ use: CertificateUse) throws -> (Certificate, PrivateKey) {
            let key = try PrivateKey.generate(algorithm)
            let certificate = try authority.issue(
                to: name(common, party), key: key.publicKey, use: use, email: "meting@voorbeeld.example",
                validity: validity)
            return (certificate, key)
        }
        let (signing, signingKey) = try holder("Afzender", sender, .signing)
        let (encryption, encryptionKey) = try holder("Ontvanger", us, .encryption)
        signer = try MessageSigner(certificate: signing, key: signingKey)
        recipient = try Recipient(encryption, allowsRSA15: suite == .cbc)
        let trusted = TrustedSigner(certificate: signing, party: sender, role: .contactpersoon, status: .active)
        opener = try Opener(
            us: us, keys: [OpeningKey(certificate: encryption, key: encryptionKey, suite: suite)],
            directory: SignerList([trusted]))
    }

    struct Unusable: Error {}

    /// The envelope for one way to fail. All have the same length.
    func envelope(_ failure: Failure) throws -> [UInt8] {
        let wrong = failure == .signature
        let signer = try MessageSigner(
            certificate: signer.certificate, key: wrong ? SpoilingKey(signer.key) : signer.key)
        var envelope = try Sealer(signer).seal(message, for: [recipient], suite: suite, at: now).envelope
        switch failure {
        case .signature: break
        case .tag: envelope[envelope.count - 1] ^= 1
        // The last byte of the block before turns the last byte of the padding into a number over 16.
        case .padding: envelope[envelope.count - 17] ^= 0x80
        case .unwrap: envelope[try wrappedKey(envelope)] ^= 1
        }
        return envelope
    }

    private var message: [UInt8] {
        [UInt8](("{\"specversion\":\"1.0\",\"data\":\"" + String(repeating: "x", count: 2000) + "\"}").utf8)
    }

    /// The last byte of the wrapped content key: 40 bytes from ECDH, 384 from RSA-3072.
    private func wrappedKey(_ envelope: [UInt8]) throws -> Int {
        for header: [UInt8] in [[0x04, 0x28], [0x04, 0x82, 0x01, 0x80]] {
            for start in 0..<1000 where envelope[start...].starts(with: header) {
                return start + header.count + (header.count == 2 ? 40 : 384) - 1
            }
        }
        throw Unusable()
    }
}
