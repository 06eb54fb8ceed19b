internal import Envelope
internal import Schemas

/// The state of the log at one entry, signed with the party's node certificate.
struct AuditCheckpoint: Hashable, Sendable {
    let reference: ChainReference
    let time: UTCTime
    /// The party whose log it is.
    let party: OIN
    /// SHA-256 of the signer's SubjectPublicKeyInfo.
    let signer: [UInt8]
    /// ECDSA (DER) or RSA PKCS #1 v1.5, with SHA-256, over ``statement``.
    let signature: [UInt8]

    init(reference: ChainReference, time: UTCTime, party: OIN, signer: [UInt8], signature: [UInt8]) {
        self.reference = reference
        self.time = time
        self.party = party
        self.signer = signer
        self.signature = signature
    }

    /// Signs the state of the log at `reference`.
    init(
        signing reference: ChainReference, at time: UTCTime, party: OIN, with key: any SigningKey
    ) throws(KeyError) {
        let statement = Self.statement(reference, time, party)
        signature = try key.sign(try Self.digest(statement))
        signer = try Self.digest(key.publicKey.encoded).bytes
        self.reference = reference
        self.time = time
        self.party = party
    }

    /// What is signed: one line of JSON, to be checked with `openssl dgst -sha256 -verify`.
    var statement: [UInt8] { Self.statement(reference, time, party) }

    /// The key that it says it was signed with; nil when that is none of `keys`.
    func signer(among keys: [PublicKey]) throws(KeyError) -> PublicKey? {
        for key in keys where try Self.digest(key.encoded).bytes == signer { return key }
        return nil
    }

    func isSigned(by key: PublicKey) throws(KeyError) -> Bool {
        let digest = try Self.digest(statement)
        do throws(CryptoError) { return try key.verify(signature, of: digest) } catch { throw .crypto(error) }
    }

    private static func statement(_ reference: ChainReference, _ time: UTCTime, _ party: OIN) -> [UInt8] {
        JSONTree.object([
            JSONMember("party", .string(party.description)), JSONMember("time", .string(time.description)),
            JSONMember("checkpoint", .string(reference.description)),
        ]).encoded()
    }

    private static func digest(_ bytes: [UInt8]) throws(KeyError) -> Digest {
        do throws(CryptoError) { return try Digest(.sha256, of: bytes) } catch { throw .crypto(error) }
    }
}
