/// A whole certificate as the key of a table. Its last bytes are its signature, which is enough to tell most apart.
struct CertificateBytes: Hashable, Sendable {
    private static let hashedCount = 16

    let encoded: [UInt8]

    init(_ encoded: [UInt8]) {
        self.encoded = encoded
    }

    func hash(into hasher: inout Hasher) {
        encoded.suffix(Self.hashedCount).withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
