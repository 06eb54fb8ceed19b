/// What anybody can see of an envelope without a key: who could open it, with which algorithms, and how large it is.
///
/// Nothing is decrypted and no signature is checked, so nothing of it proves anything.
public enum EnvelopeInspection: Hashable, Sendable {
    /// Encrypted content (RFC 5652 section 6, RFC 5083).
    case sealed(InspectedEnvelope)
    /// Signed content (RFC 5652 section 5).
    case signed(InspectedSignature)

    /// The most bytes that are looked at.
    public static let maximumByteCount = 48 << 20

    /// Looks at a CMS object in DER, or at a MIME text with one: application/pkcs7-mime, or multipart/signed.
    ///
    /// - Throws: ``InspectionError`` when the bytes are neither.
    public init(of bytes: [UInt8]) throws(InspectionError) {
        guard bytes.count <= Self.maximumByteCount else { throw .tooLarge(limit: Self.maximumByteCount) }
        if bytes.first == DERTag.sequence.rawValue {
            self = try Self.contentInfo(bytes)
        } else {
            self = try Self.contentInfo(try Self.object(inMIME: bytes))
        }
    }

    private static func object(inMIME bytes: [UInt8]) throws(InspectionError) -> [UInt8] {
        do throws(MIMEError) {
            let root = try MIMEReader.read(bytes.span, .mail)
            let holder = root.contentType.mediaType == .multipartSigned ? root.parts.last : root
            if let holder, [.pkcs7, .signature].contains(holder.contentType.mediaType) {
                return try holder.content(in: bytes.span)
            }
        } catch { throw .mime(error) }
        throw .noEnvelope
    }

    /// Partners of suite `cbc` may write BER; it is shown as what it says in DER.
    private static func contentInfo(_ encoded: [UInt8]) throws(InspectionError) -> EnvelopeInspection {
        do throws(InspectionError) { return try strictContentInfo(encoded) } catch {
            guard case .der = error, let rewritten = try? BERRewriter.rewrite(encoded.span),
                rewritten != encoded, let inspection = try? strictContentInfo(rewritten)
            else { throw error }
            guard case .sealed(var envelope) = inspection else { return inspection }
            envelope.isDER = false
            return .sealed(envelope)
        }
    }

    private static func strictContentInfo(_ encoded: [UInt8]) throws(InspectionError) -> EnvelopeInspection {
        do throws(DERError) {
            let bytes = encoded.span
            var outer = try DERReader.document(.sequence, in: bytes).reader()
            let type = try ObjectID(try outer.next(.objectIdentifier, in: bytes), in: bytes)
            var inner = try outer.next(.constructed(0), in: bytes).reader()
            try outer.finish()
            let content = try inner.next(.sequence, in: bytes)
            try inner.finish()
            switch type {
            case .authEnvelopedData, .envelopedData: return .sealed(try InspectedEnvelope(type, content, in: bytes))
            case .signedData: return .signed(try InspectedSignature(content, in: bytes))
            default: throw outer.error(.unexpectedTag)
            }
        } catch { throw .der(error) }
    }
}
