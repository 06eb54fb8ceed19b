public import Envelope
internal import Synchronization

/// A certificate that is parsed and checked at first use, then kept: a directory holds thousands, a node uses few.
public final class LazyCertificate: Sendable {
    /// What was made of it so far.
    private struct Kept {
        var certificate: Result<Certificate, CertificateError>?
        var recipient: Recipient?
    }

    /// DER.
    public let encoded: [UInt8]
    private let kept = Mutex(Kept())

    init(encoded: [UInt8]) {
        self.encoded = encoded
    }

    /// The certificate. A refusal is kept too, and thrown again.
    public func certificate() throws(CertificateError) -> Certificate {
        let result = kept.withLock { kept in
            let result =
                kept.certificate ?? Result { () throws(CertificateError) in try Certificate(encoded: encoded) }
            kept.certificate = result
            return result
        }
        return try result.get()
    }

    /// Takes over what was parsed of the same certificate before.
    func take(from other: LazyCertificate) {
        let parsed = other.kept.withLock(\.certificate)
        kept.withLock { $0.certificate = $0.certificate ?? parsed }
    }

    /// The certificate prepared for sealing; nil when it can't serve. Its party's allowances stay the same while it is kept.
    func recipient(allowsRSA15: Bool, allowsDualUse: Bool) -> Recipient? {
        guard let certificate = try? certificate() else { return nil }
        return kept.withLock { kept in
            let recipient =
                kept.recipient
                ?? (try? Recipient(certificate, allowsRSA15: allowsRSA15, allowsDualUse: allowsDualUse))
            kept.recipient = recipient
            return recipient
        }
    }
}

extension LazyCertificate: Hashable {
    public static func == (left: LazyCertificate, right: LazyCertificate) -> Bool { left.encoded == right.encoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(CertificateBytes(encoded)) }
}
