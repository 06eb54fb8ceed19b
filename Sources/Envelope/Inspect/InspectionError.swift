/// Why there is nothing to say about some bytes.
public enum InspectionError: Error, Hashable, Sendable, CustomStringConvertible {
    case tooLarge(limit: Int)
    /// A MIME text that the strict reader refuses.
    case mime(MIMEError)
    /// A MIME text without a CMS object in it.
    case noEnvelope
    /// A CMS object that is not strict DER, or of a kind that is not exchanged.
    case der(DERError)

    public var description: String {
        switch self {
        case .tooLarge(let limit): "more than \(limit) bytes; no envelope is that large"
        case .mime(let error): error.description
        case .noEnvelope: "no envelope: neither enveloped nor signed; give the file as it came from the sender"
        case .der(let error): "\(error). Give the envelope itself: DER, PEM, or the whole S/MIME text"
        }
    }
}
