/// A message integrity check: the digest of the signed MIME entity, as a receipt returns it (RFC 4130 section 7.3.1).
public struct ContentMIC: Hashable, Sendable {
    /// The digests that are accepted, by the names of RFC 8551 section 3.4.3.2.
    public enum Algorithm: String, CaseIterable, Sendable {
        case sha256 = "sha-256"
        case sha384 = "sha-384"
        case sha512 = "sha-512"

        /// The length of a digest in bytes.
        public var length: Int {
            switch self {
            case .sha256: 32
            case .sha384: 48
            case .sha512: 64
            }
        }

        /// Reads a name in any case, also without its hyphen, as older products write it.
        init?(name: String) {
            let lowered = name.lowercased()
            guard
                let match = Self.allCases.first(where: {
                    lowered == $0.rawValue || "sha-" + lowered.dropFirst(3) == $0.rawValue
                })
            else { return nil }
            self = match
        }
    }

    public let algorithm: Algorithm
    /// The digest itself, not its base64.
    public let digest: [UInt8]

    /// Nil unless the digest has the length of its algorithm.
    public init?(_ algorithm: Algorithm, _ digest: [UInt8]) {
        guard digest.count == algorithm.length else { return nil }
        self.algorithm = algorithm
        self.digest = digest
    }

    /// The value of the field Received-Content-MIC.
    var fieldValue: String { "\(String(decoding: Base64.encode(digest.span), as: UTF8.self)), \(algorithm.rawValue)" }
}
