@testable import Envelope

extension Digest {
    /// As the header of a vector writes it.
    var hexadecimal: String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
