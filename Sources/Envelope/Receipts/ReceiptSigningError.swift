/// Why a receipt could not be written and signed.
public enum ReceiptSigningError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A field, such as the Message-ID as it was received, can't stand in a header: control characters, or too long.
    case field(MIMEError)
    /// The key can't sign.
    case signing(SealError)

    public var description: String {
        switch self {
        case .field(let error):
            "no receipt: a field can't stand in a header (\(error.reason.rawValue)); refuse such a Message-ID at the door"
        case .signing(let error): "no receipt: \(error)"
        }
    }
}
