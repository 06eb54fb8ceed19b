/// The signed attributes that we write (RFC 5652, 11; RFC 5035).
enum SignedAttributes {
    static let dataContentType = attribute(.contentType) { $0.objectIdentifier(.data) }

    static func certificate(_ fingerprint: Fingerprint) -> [UInt8] {
        attribute(.signingCertificateV2) { writer in
            writer.sequence { writer in
                writer.sequence { writer in
                    writer.sequence { $0.octetString(fingerprint.bytes) }
                }
            }
        }
    }

    /// The attributes in the order of DER, without the tag of the SET around them.
    ///
    /// - Parameters:
    ///   - certificate: the whole attribute signing-certificate-v2.
    ///   - request: asks the reader for a signed receipt.
    static func content(
        digest: Digest, at time: UTCTime, certificate: [UInt8], asking request: ReceiptRequest? = nil
    ) -> [UInt8] {
        let attributes = [
            dataContentType,
            attribute(.signingTime) { $0.time(time) },
            attribute(.messageDigest) { $0.octetString(digest.bytes) },
            certificate,
        ]
        return (attributes + (request.map { [attribute(.receiptRequest, $0.write)] } ?? [])).sorted {
            $0.lexicographicallyPrecedes($1)
        }.reduce(into: []) { $0 += $1 }
    }

    private static func attribute(_ kind: ObjectID, _ value: (inout DERWriter) -> Void) -> [UInt8] {
        DERWriter.write { writer in
            writer.sequence {
                $0.objectIdentifier(kind)
                $0.constructed(.set, value)
            }
        }
    }
}
