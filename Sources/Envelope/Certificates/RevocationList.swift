/// A list of certificates that an authority took back (RFC 5280, 5).
public struct RevocationList: Hashable, Sendable {
    /// The list itself, DER.
    public let encoded: [UInt8]
    public let issuedAt: UTCTime
    /// When the authority issues the next one at the latest; nil when it does not say.
    public let nextUpdate: UTCTime?
    /// Of our own lists: 1, 2, 3 …; nil for a list without a number, or with one above 2^31.
    public let number: Int?
    /// When each certificate was taken back, by the magnitude of its serial number.
    public let revocations: [[UInt8]: UTCTime]

    let issuerEncoded: [UInt8]
    private static let label = "X509 CRL"
    static let maximumByteCount = 8 << 20

    /// - Parameter file: one PEM block `X509 CRL` (at most 64 KiB), or DER (at most 8 MiB).
    /// - Throws: ``CertificateError`` for a list that the gateway refuses, such as one of differences only. Its signature is
    ///   not checked: see ``isIssued(by:)``.
    public init(file: [UInt8]) throws(CertificateError) {
        let isDER = file.first == DERTag.sequence.rawValue
        guard let encoded = isDER ? file : PEM.decode(file, label: Self.label) else {
            throw .notPEM(label: Self.label)
        }
        guard encoded.count <= Self.maximumByteCount else {
            throw .malformed(DERError(reason: .tooMuch, offset: Self.maximumByteCount))
        }
        let signed = try SignedStructure(encoded)
        let parts = try RevocationListParts(signed, in: encoded.span)
        self.encoded = encoded
        issuedAt = parts.issuedAt
        nextUpdate = parts.nextUpdate
        number = parts.number
        revocations = parts.revocations
        issuerEncoded = Array(encoded[parts.issuerElement])
    }

    public var pem: String { PEM.encode(encoded, label: Self.label) }

    /// Whether `authority` signed this list, and may.
    public func isIssued(by authority: Certificate) throws(CertificateError) -> Bool {
        guard issuerEncoded == authority.subjectEncoded, authority.isAuthority,
            authority.keyUsage?.contains(.crlSign) ?? false
        else { return false }
        return try SignedStructure(encoded).isSigned(by: authority.publicKey, in: encoded)
    }

    /// When a certificate of this list's issuer was taken back; nil when it was not.
    public func revocation(of certificate: Certificate) -> UTCTime? {
        certificate.issuerEncoded == issuerEncoded ? revocations[certificate.serialNumber] : nil
    }

    /// What was taken back, by what signatures and envelopes call the certificates.
    public var identifiers: [SignerIdentifier: UTCTime] {
        Dictionary(
            uniqueKeysWithValues: revocations.map { serial, time in
                let name = DERWriter.write { writer in
                    writer.sequence {
                        $0.raw(issuerEncoded)
                        $0.unsignedInteger(serial)
                    }
                }
                return (SignerIdentifier(issuerAndSerial: name), time)
            })
    }

    /// Whether a later list was due long ago, so that this one can't tell what was taken back since.
    public func isOverdue(at now: UTCTime) -> Bool { nextUpdate.map { now > $0 } ?? false }
}

extension CertificateAuthority {
    /// Issues the next list.
    ///
    /// - Parameters:
    ///   - revocations: everything that was taken back, by serial number.
    ///   - number: one more than that of the list before.
    public func revocationList(
        _ revocations: [[UInt8]: UTCTime], number: Int, at now: UTCTime, nextUpdate: UTCTime
    ) throws(CertificateError) -> RevocationList {
        guard now < nextUpdate, number > 0 else { throw .validity }
        let entries = revocations.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        let identifier = certificate.extensions.subjectKeyIdentifier
        let content = DERWriter.write { writer in
            writer.sequence { writer in
                writer.integer(1)
                writer.raw(SignatureAlgorithm(signingWith: key.publicKey.algorithm).encoded)
                writer.raw(certificate.subjectEncoded)
                writer.time(now)
                writer.time(nextUpdate)
                if !entries.isEmpty {
                    writer.sequence { writer in
                        for (serial, time) in entries {
                            writer.sequence {
                                $0.unsignedInteger(serial)
                                $0.time(time)
                            }
                        }
                    }
                }
                writer.constructed(.constructed(0)) { Self.writeExtensions(&$0, identifier, number) }
            }
        }
        return try RevocationList(file: try SignedStructure.sign(content, with: key))
    }

    private static func writeExtensions(_ writer: inout DERWriter, _ identifier: [UInt8]?, _ number: Int) {
        writer.sequence { writer in
            if let identifier {
                let value = DERWriter.write { $0.sequence { $0.primitive(.primitive(0), identifier) } }
                writer.sequence {
                    $0.objectIdentifier(.authorityKeyIdentifier)
                    $0.octetString(value)
                }
            }
            writer.sequence {
                $0.objectIdentifier(.crlNumber)
                $0.octetString(DERWriter.write { $0.integer(number) })
            }
        }
    }
}
