/// A message integrity check (MIC): the digest of the signed MIME entity, as a receipt returns it (RFC 4130 section 7.3.1).
extension Digest {
    /// Reads the value of the field Received-Content-MIC: `<base64>, <algorithm>`.
    ///
    /// The name of the algorithm counts in any case, also without its hyphen, as older products write it.
    init?(micFieldValue value: String) {
        let parts = value.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let letters = Array(MIMETrim.blanks(parts[0]).utf8)
        let name = MIMETrim.blanks(parts[1]).lowercased()
        let algorithm = DigestAlgorithm.allCases.first {
            name == $0.rawValue || name == $0.rawValue.replacing("-", with: "")
        }
        guard let algorithm, let bytes = try? Base64.decode(letters.span, 0..<letters.count, lineLength: letters.count)
        else { return nil }
        self.init(algorithm, bytes: bytes)
    }

    /// The value of the field Received-Content-MIC.
    var micFieldValue: String {
        "\(String(decoding: Base64.encode(bytes.span), as: UTF8.self)), \(algorithm.rawValue)"
    }
}
