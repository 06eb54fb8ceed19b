/// Signs receipts with the node certificate of a party.
///
/// It holds no context between receipts, so tasks may share it.
public struct ReceiptSigner: Sendable {
    private let signer: MessageSigner
    private let embedsCertificate: Bool

    /// - Parameters:
    ///   - signer: the node, not a contactpersoon: what a node says by itself is not what a person released.
    ///   - embedsCertificate: for partners that do not read the directory.
    public init(_ signer: MessageSigner, embedsCertificate: Bool = false) {
        self.signer = signer
        self.embedsCertificate = embedsCertificate
    }

    /// Writes and signs a receipt (RFC 4130 section 7, RFC 8098).
    ///
    /// - Parameter time: becomes the signing time.
    /// - Throws: ``ReceiptSigningError``: a field of the receipt can't stand in a header, or the key can't sign.
    public func sign(_ receipt: Receipt, at time: UTCTime) throws(ReceiptSigningError) -> SignedReceipt {
        let (inner, outer) = (try Self.boundary(), try Self.boundary())
        let report = try Self.mapped { () throws(MIMEError) in try ReceiptWriter.report(receipt, boundary: inner) }
        let signature = try signature(of: report, at: time)
        let signed = try Self.mapped { () throws(MIMEError) in
            try MIMEWriter.signed(
                report, signature: signature, digest: signer.algorithm.digest.rawValue, boundary: outer)
        }
        return SignedReceipt(contentType: signed.contentType.headerValue, body: signed.body)
    }

    private func signature(of report: [UInt8], at time: UTCTime) throws(ReceiptSigningError) -> [UInt8] {
        do throws(SealError) {
            let context = try SealError.wrapping { () throws(CryptoError) in try DigestContext() }
            let digest = try SealError.wrapping { () throws(CryptoError) in
                try Digest(signer.algorithm.digest, of: report)
            }
            return try SignedDataWriter.sign(
                digest, by: signer, at: time, embedding: embedsCertificate ? [signer.certificate] : [], context)
        } catch { throw .signing(error) }
    }

    /// The sender of a message can't foresee it, so no Message-ID can contain one.
    private static func boundary() throws(ReceiptSigningError) -> String {
        do throws(CryptoError) { return try MIMEWriter.boundary() } catch { throw .signing(.crypto(error)) }
    }

    private static func mapped<R>(_ body: () throws(MIMEError) -> R) throws(ReceiptSigningError) -> R {
        do throws(MIMEError) { return try body() } catch { throw .field(error) }
    }
}
