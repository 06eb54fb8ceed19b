/// Why some bytes are not the DER that was due.
public struct DERError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: String, Sendable {
        /// The bytes end inside an element.
        case truncated
        /// A length goes past the end of the element around it.
        case lengthOverrun = "length-overrun"
        /// A length of the form that BER ends with two zero bytes.
        case indefiniteLength = "indefinite-length"
        /// A length that could have been written in fewer bytes.
        case lengthNotMinimal = "length-not-minimal"
        /// A tag number above 30, which the profile never uses.
        case highTag = "high-tag"
        /// Another element than the profile asks for.
        case unexpectedTag = "unexpected-tag"
        /// Bytes after the last element.
        case trailingBytes = "trailing-bytes"
        /// More nesting, or more elements, than the profile allows.
        case tooMuch = "too-much"
        /// An element of the right type with content that DER does not allow there.
        case value
    }

    public let reason: Reason
    /// Where, in bytes from the start of the document.
    public let offset: Int

    public var description: String { "not the expected DER at byte \(offset): \(reason.rawValue)" }
}
