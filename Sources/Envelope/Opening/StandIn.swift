/// A signed message that never verifies, put in the place of a plaintext that must not be used.
///
/// What fails before a signature was verified goes on with it, through the same code: the same MIME and SignedData are read, as
/// many bytes are digested, one signature is verified. So a wrong key, tag, padding or structure takes as long as a wrong
/// signature.
struct StandIn {
    private let frame: SignedEntityFrame
    /// Knows the certificate of this stand-in only.
    let directory: SignerList

    /// - Parameter certificate: of the kind that the partner signs with.
    init(_ certificate: Certificate, of party: OIN) {
        directory = SignerList([
            TrustedSigner(certificate: certificate, party: party, role: .node, status: .active)
        ])
        let algorithm = SignatureAlgorithm(signingWith: certificate.publicKey.algorithm)
        let digest = Digest(trusted: [UInt8](repeating: 0, count: algorithm.digest.byteCount), algorithm.digest)
        let attributes = SignedAttributes.content(
            digest: digest, at: certificate.validity.notBefore,
            certificate: SignedAttributes.certificate(certificate.fingerprint))
        frame = SignedEntityFrame(
            boundary: digest, micalg: algorithm.digest,
            signedData: SignedDataWriter.write(
                certificate, algorithm, attributes, Self.signature(certificate), content: nil,
                embedding: []))
    }

    /// Replaces the plaintext, and keeps its length as far as the frame fits into it.
    func replace(_ plain: inout [UInt8]) {
        let (opening, closing) = (frame.opening, frame.closing)
        if plain.count < opening.count + closing.count {
            plain.cleanse()
            plain = opening + closing
            return
        }
        var span = plain.mutableSpan
        for index in opening.indices { span[index] = opening[index] }
        let start = span.count - closing.count
        for index in closing.indices { span[start + index] = closing[index] }
    }

    /// Numbers in the range that the verification works through, and as irregular as those of a real signature: equal or
    /// sparse ones are verified faster.
    private static func signature(_ certificate: Certificate) -> [UInt8] {
        let fingerprint = certificate.fingerprint.bytes
        func number(_ bytes: [UInt8], count: Int) -> [UInt8] {
            [0x5A] + (1..<count).map { bytes[$0 % bytes.count] }
        }
        switch certificate.publicKey.algorithm {
        case .rsa(let bits): return number(fingerprint, count: (bits + 7) / 8)
        case .p256, .p384:
            let count = certificate.publicKey.algorithm.agreedByteCount
            return DERWriter.write { writer in
                writer.sequence {
                    $0.unsignedInteger(number(fingerprint, count: count))
                    $0.unsignedInteger(number(fingerprint.reversed(), count: count))
                }
            }
        }
    }
}
