import Testing

@testable import Envelope

struct SignedDocumentTests {
    private static let document = [UInt8]("{\n  \"volgnummer\": 7\n}\n".utf8)

    private func signer(_ algorithm: KeyAlgorithm = .p256) throws -> (MessageSigner, Certificate) {
        let holder = try Region.shared.get().holder("Beheerder", oin: "00000099000000009000", .signing, algorithm)
        return (try MessageSigner(certificate: holder.certificate, key: holder.key), holder.certificate)
    }

    @Test(arguments: [KeyAlgorithm.p256, .p384, .rsa(bits: 3072)])
    func `openssl verifies what we sign, and so do we`(algorithm: KeyAlgorithm) throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let (signer, certificate) = try signer(algorithm)
        let signed = try SignedDocument.sign(Self.document, by: signer, at: Region.now)
        try tool.write("signed.der", signed.encoded)
        try tool.write("ca.pem", try Region.shared.get().authority.certificate.pem)
        let verified = try tool.run(
            "cms", "-verify", "-binary", "-inform", "DER", "-in", "signed.der", "-CAfile", "ca.pem", "-attime",
            "\(Region.now.secondsSinceEpoch)", "-out", "document")
        #expect(verified.status == 0, "\(verified.errors)")
        #expect(try tool.read("document") == Self.document)
        let read = try SignedDocument(encoded: signed.encoded)
        let signatures = try read.verified(by: [certificate])
        #expect(signatures == [DocumentSignature(certificate: certificate, signingTime: Region.now)])
        #expect(read.unverifiedContent == Self.document)
    }

    @Test func `refuses signers that were not named`() throws {
        let signed = try SignedDocument.sign(Self.document, by: try signer().0, at: Region.now)
        let error = #expect(throws: OpenError.self) { try signed.verified(by: [try signer().1]) }
        #expect(error?.reason == .signerUnknown)
    }

    @Test func `refuses any changed byte that a signature covers`() throws {
        let (signer, certificate) = try signer()
        let signed = try SignedDocument.sign(Self.document, by: signer, at: Region.now)
        let start = try #require(signed.encoded.firstRange(of: Self.document)).lowerBound
        for index in Self.document.indices {
            var changed = signed.encoded
            changed[start + index] ^= 1
            let error = #expect(throws: OpenError.self) {
                try SignedDocument(encoded: changed).verified(by: [certificate])
            }
            #expect(error?.reason == .messageDigest)
        }
        var changed = signed.encoded
        changed[changed.count - 1] ^= 1
        let error = #expect(throws: OpenError.self) {
            try SignedDocument(encoded: changed).verified(by: [certificate])
        }
        #expect(error?.reason == .signature)
    }

    @Test func `refuses a signature made outside the certificate's validity`() throws {
        let (signer, certificate) = try signer()
        let late = certificate.validity.notAfter.adding(seconds: 1)
        let signed = try SignedDocument.sign(Self.document, by: signer, at: late)
        let error = #expect(throws: OpenError.self) { try signed.verified(by: [certificate]) }
        #expect(error?.reason == .signerValidity)
    }
}
