/// Why a message could not be sealed.
public enum SealError: Error, Hashable, Sendable {
    /// A message goes to the 1 or 2 contactpersonen of one party, and to nobody else.
    case recipientCount(Int)
    /// The certificate does not allow what it was to be used for.
    case certificateUse(CertificateUse)
    /// The private key is not the certificate's.
    case keyMismatch
    /// The message has more than ``Sealer/maximumByteCount`` bytes.
    case tooLarge(Int)
    /// A message is written on one line: a CR or LF inside would not survive stock tools.
    case lineBreak
    /// The signed document is not of the form that a signature can be added to.
    case document(DERError)
    case key(KeyError)
    case crypto(CryptoError)

    static func wrapping<R: ~Copyable>(_ body: () throws(CryptoError) -> R) throws(SealError) -> R {
        do throws(CryptoError) { return try body() } catch { throw .crypto(error) }
    }
}

extension SealError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .recipientCount(let count): "a message has 1 or 2 recipients, not \(count); check the directory"
        case .certificateUse(let use): "the certificate is not meant for \(use.rawValue); use the party's other one"
        case .keyMismatch: "the private key does not belong to the certificate"
        case .tooLarge(let count): "the message has \(count) bytes, more than \(Sealer.maximumByteCount)"
        case .lineBreak: "the message has a line break; write the JSON on one line"
        case .document(let error): "the document can't take another signature: \(error)"
        case .key(let error): error.description
        case .crypto(let error): error.description
        }
    }
}
