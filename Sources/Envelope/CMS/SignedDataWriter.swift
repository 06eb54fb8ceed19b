/// Writes SignedData (RFC 5652, 5) with one signer.
enum SignedDataWriter {
    /// Signs the digest of some content, and gives the ContentInfo.
    ///
    /// - Parameters:
    ///   - content: goes inside; nil for a detached signature.
    ///   - embedding: certificates for readers that do not have the directory.
    ///   - request: asks the reader for a signed receipt.
    static func sign(
        _ digest: Digest, content: [UInt8]? = nil, by signer: MessageSigner, at time: UTCTime,
        embedding certificates: [Certificate], asking request: ReceiptRequest? = nil,
        _ context: borrowing DigestContext
    ) throws(SealError) -> [UInt8] {
        let attributes = SignedAttributes.content(
            digest: digest, at: time, certificate: signer.certificateAttribute, asking: request)
        let toSign = try SealError.wrapping { () throws(CryptoError) in
            try context.begin(signer.algorithm.digest)
            try context.update(DERWriter.header(.set, count: attributes.count).span)
            try context.update(attributes.span)
            return try context.finish()
        }
        let signature: [UInt8]
        do { signature = try signer.key.sign(toSign) } catch { throw .key(error) }
        return write(
            signer.certificate, signer.algorithm, attributes, signature, content: content,
            embedding: certificates)
    }

    static func write(
        _ certificate: Certificate, _ algorithm: SignatureAlgorithm, _ attributes: [UInt8], _ signature: [UInt8],
        content: [UInt8]?, embedding certificates: [Certificate]
    ) -> [UInt8] {
        let certificates = Set(certificates.map(\.encoded)).sorted { $0.lexicographicallyPrecedes($1) }
        var writer = DERWriter(capacity: 1024 + (content?.count ?? 0))
        writer.sequence { writer in
            writer.objectIdentifier(.signedData)
            writer.constructed(.constructed(0)) { writer in
                writer.sequence { writer in
                    writer.integer(1)
                    writer.constructed(.set) { $0.raw(AlgorithmIdentifier.digest(algorithm.digest)) }
                    write(content, &writer)
                    if !certificates.isEmpty {
                        writer.constructed(.constructed(0)) { for one in certificates { $0.raw(one) } }
                    }
                    writer.constructed(.set) { writer in
                        writer.sequence {
                            $0.integer(1)
                            $0.raw(certificate.issuerAndSerial)
                            $0.raw(AlgorithmIdentifier.digest(algorithm.digest))
                            $0.primitive(.constructed(0), attributes)
                            $0.raw(algorithm.encoded)
                            $0.octetString(signature)
                        }
                    }
                }
            }
        }
        return writer.bytes
    }

    /// EncapsulatedContentInfo of type id-data.
    private static func write(_ content: [UInt8]?, _ writer: inout DERWriter) {
        writer.sequence { writer in
            writer.objectIdentifier(.data)
            if let content { writer.constructed(.constructed(0)) { $0.octetString(content) } }
        }
    }
}
