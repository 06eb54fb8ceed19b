/// A receipt that a person's mail program signed (RFC 2634, 2), read strictly. Nothing of it is proved before
/// ``verify(answering:from:in:at:)``.
public struct PersonalReceipt: Sendable {
    /// Bytes; receipts have a few hundred, and certificates beside them.
    public static let maximumByteCount = 256 * 1024

    /// What it calls the message: the identifier of the request.
    public let identifier: [UInt8]
    private let originalSignature: [UInt8]
    /// Receipt, DER.
    private let content: [UInt8]
    /// ContentInfo with SignedData, DER.
    private let signedData: [UInt8]

    /// - Parameter bytes: the ContentInfo. Mail programs may write BER; it is rewritten as DER first.
    /// - Throws: ``ReceiptError`` with reason `structure`.
    public init(_ bytes: [UInt8]) throws(ReceiptError) {
        guard bytes.count <= Self.maximumByteCount else { throw ReceiptError(.structure, cause: "size") }
        let signedData = try Self.parsing { () throws(DERError) in try BERRewriter.rewrite(bytes.span) }
        let data = try Self.read(signedData)
        guard data.contentType == .signedReceipt, let pieces = data.pieces else {
            throw ReceiptError(.structure, cause: data.contentType.description)
        }
        let content = pieces.flatMap { signedData[$0] }
        (identifier, originalSignature) = try Self.parsing { () throws(DERError) in try Self.fields(content.span) }
        self.content = content
        self.signedData = signedData
    }

    /// Makes sure that somebody of the partner signed it, and about the very signature that was sent.
    ///
    /// - Parameter evidence: the multipart/signed that was sent, with its request.
    /// - Returns: who signed it. Whether that is a contactpersoon is for the caller to look at.
    /// - Throws: ``ReceiptError``: `signature`, `messageID` for another message, `micMissing` or `mic` for another signature.
    public func verify(
        answering evidence: [UInt8], from partner: Partner, in directory: any TrustDirectory, at now: UTCTime
    ) throws(ReceiptError) -> VerifiedSignature {
        let signature = try signature(from: partner, directory, now)
        guard signature.signer.party == partner.oin else { throw ReceiptError(.signature, cause: "party") }
        let original = try Original(evidence)
        guard identifier == original.identifier else { throw ReceiptError(.messageID) }
        guard let digest = try attributes().messageSignatureDigest else { throw ReceiptError(.micMissing) }
        guard originalSignature == original.signature, digest == original.attributesDigest else {
            throw ReceiptError(.mic)
        }
        return signature
    }

    private func signature(
        from partner: Partner, _ directory: any TrustDirectory, _ now: UTCTime
    ) throws(ReceiptError) -> VerifiedSignature {
        var check = SignatureCheck(partner, in: directory, at: now)
        check.rules.contentType = .signedReceipt
        var didVerify = false
        do throws(OpenError) {
            let context = try OpenError.wrapping { () throws(CryptoError) in try DigestContext() }
            return try check.verify(
                signedData.span, over: content.span, isInside: true, context, didVerify: &didVerify)
        } catch {
            throw ReceiptError(.signature, cause: error.reason.rawValue)
        }
    }

    private func attributes() throws(ReceiptError) -> ReadSignedAttributes {
        guard let element = try Self.read(signedData).signers.first?.attributes else {
            throw ReceiptError(.structure)
        }
        do throws(OpenError) { return try ReadSignedAttributes(element, in: signedData.span) } catch {
            throw ReceiptError(.structure, cause: error.reason.rawValue)
        }
    }

    /// Receipt: version 1, the type of the original's content, identifier, signature (RFC 2634, 2.8).
    private static func fields(
        _ bytes: Span<UInt8>
    ) throws(DERError) -> (identifier: [UInt8], signature: [UInt8]) {
        let whole = try DERReader.document(.sequence, in: bytes)
        var reader = whole.reader()
        guard try reader.next(.integer, in: bytes).smallInteger(in: bytes) == 1,
            try ObjectID(try reader.next(.objectIdentifier, in: bytes), in: bytes) == .data
        else { throw whole.error(.value) }
        let identifier = try reader.next(.octetString, in: bytes).bytes(in: bytes)
        let signature = try reader.next(.octetString, in: bytes).bytes(in: bytes)
        try reader.finish()
        return (identifier, signature)
    }

    private static func read(_ signedData: [UInt8]) throws(ReceiptError) -> ReadSignedData {
        do throws(OpenError) { return try ReadSignedData(signedData.span) } catch {
            throw ReceiptError(.structure, cause: error.reason.rawValue)
        }
    }

    private static func parsing<R>(_ body: () throws(DERError) -> R) throws(ReceiptError) -> R {
        do throws(DERError) { return try body() } catch {
            throw ReceiptError(.structure, cause: error.reason.rawValue)
        }
    }
}

extension PersonalReceipt {
    /// What a message of ours that was signed with a request has in its signature.
    private struct Original {
        let identifier: [UInt8]
        let signature: [UInt8]
        /// Over the signed attributes, with the digest of the signature.
        let attributesDigest: [UInt8]

        init(_ evidence: [UInt8]) throws(ReceiptError) {
            do {
                let root = try MIMEReader.read(evidence.span, .mail)
                guard root.contentType.mediaType == .multipartSigned, root.parts.count == 2 else {
                    throw ReceiptError(.messageID, cause: "not signed")
                }
                let signedData = try root.parts[1].content(in: evidence.span)
                guard let info = try ReadSignedData(signedData.span).signers.first, let element = info.attributes,
                    let algorithm = info.digest.digest,
                    let identifier = try ReadSignedAttributes(element, in: signedData.span).receiptIdentifier
                else { throw ReceiptError(.messageID, cause: "no receipt was asked for") }
                self.identifier = identifier
                signature = Array(signedData[info.signature])
                let attributes = [DERTag.set.rawValue] + signedData[element.whole.dropFirst()]
                attributesDigest = try Digest(algorithm, of: attributes).bytes
            } catch let error as ReceiptError {
                throw error
            } catch {
                throw ReceiptError(.messageID, cause: "what was sent can't be read")
            }
        }
    }
}
