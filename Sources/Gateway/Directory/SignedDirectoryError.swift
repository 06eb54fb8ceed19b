public import Envelope

/// Why a signed edition or freshness statement is not trusted.
public enum SignedDirectoryError: Error, Hashable, Sendable {
    /// Not a signed document, or not signed by a pinned certificate.
    case signature(OpenError)
    /// Signed by fewer administrators than the node requires.
    case tooFewSignatures(Int, required: Int)
    /// A pinned certificate belongs to the example region.
    case example
    /// The signatures are right, the document is not.
    case document(DirectoryError)

    static func opening<R>(_ body: () throws(OpenError) -> R) throws(SignedDirectoryError) -> R {
        do throws(OpenError) { return try body() } catch { throw .signature(error) }
    }

    static func reading<R>(_ body: () throws(DirectoryError) -> R) throws(SignedDirectoryError) -> R {
        do throws(DirectoryError) { return try body() } catch { throw .document(error) }
    }
}

extension SignedDirectoryError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .signature(let error) where error.reason == .signerUnknown:
            "none of the pinned certificates signed this; check that it is the region's file and certificate"
        case .signature(let error): "the signature is refused: \(error)"
        case .tooFewSignatures(let count, let required):
            "\(count) administrators signed and \(required) are required; have another one sign"
        case .example: "a pinned certificate belongs to the example region, which only a demonstration accepts"
        case .document(let error): error.description
        }
    }
}
