public import Envelope
internal import Synchronization

/// A certificate that is parsed and checked at first use, then kept: a directory holds thousands, a node uses few.
public final class LazyCertificate: Sendable {
    /// DER.
    public let encoded: [UInt8]
    private let parsed = Mutex<Result<Certificate, CertificateError>?>(nil)

    init(encoded: [UInt8]) {
        self.encoded = encoded
    }

    /// The certificate. A refusal is kept too, and thrown again.
    public func certificate() throws(CertificateError) -> Certificate {
        let result = parsed.withLock { kept in
            if let kept { return kept }
            let result = Result { () throws(CertificateError) in try Certificate(encoded: encoded) }
            kept = result
            return result
        }
        return try result.get()
    }
}

extension LazyCertificate: Hashable {
    public static func == (left: LazyCertificate, right: LazyCertificate) -> Bool { left.encoded == right.encoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(encoded) }
}
