internal import Envelope
internal import Foundation

/// The one form of HTTP message signature (RFC 9421) that nodes use among each other (docs/wire.md, signed requests).
///
/// The text of `Signature-Input` is fixed but for three values. A reader takes these out, writes the text anew and compares:
/// what is verified is what was read, and there is nothing else to parse.
struct RequestSignature: Hashable, Sendable {
    static let label = "weerthuis"
    /// How far the moment of signing may be off, in seconds: clocks differ by ten minutes at most, and a request takes five.
    static let longestAge: Int64 = 900

    let created: Int64
    /// SHA-256 of the signer's certificate.
    let keyID: [UInt8]
    let algorithm: RequestAlgorithm

    /// The value of `@signature-params`.
    func parameters(hasBody: Bool) -> String {
        let components = ["@method", "@authority", "@path"] + (hasBody ? ["content-digest"] : [])
        let list = components.map { "\"\($0)\"" }.joined(separator: " ")
        return "(\(list));created=\(created);keyid=\"\(Hexadecimal.text(keyID))\";alg=\"\(algorithm.rawValue)\""
    }

    /// Reads the value of `Signature-Input`.
    ///
    /// - Returns: nil unless it has exactly the form that ``parameters(hasBody:)`` writes.
    init?(input: String, hasBody: Bool) {
        guard input.utf8.count <= 300, let created = Self.value("created=", ";", in: input).flatMap({ Int64($0) }),
            (0..<1 << 40).contains(created),
            let keyID = Self.value("keyid=\"", "\"", in: input).flatMap({ ChainReference("0:\($0)")?.hash }),
            let algorithm = Self.value("alg=\"", "\"", in: input).flatMap({ RequestAlgorithm(rawValue: $0) })
        else { return nil }
        self.init(created: created, keyID: keyID, algorithm: algorithm)
        guard input == "\(Self.label)=\(parameters(hasBody: hasBody))" else { return nil }
    }

    init(created: Int64, keyID: [UInt8], algorithm: RequestAlgorithm) {
        self.created = created
        self.keyID = keyID
        self.algorithm = algorithm
    }

    private static func value(_ start: String, _ end: Character, in text: String) -> String? {
        guard let range = text.range(of: start) else { return nil }
        return String(text[range.upperBound...].prefix { $0 != end })
    }

    /// The text that is signed (RFC 9421, 2.5).
    ///
    /// - Parameter authority: host and port in lower case, without the port when it is 443.
    func base(method: String, authority: String, path: String, contentDigest: String?) -> [UInt8] {
        var lines = ["\"@method\": \(method)", "\"@authority\": \(authority)", "\"@path\": \(path)"]
        if let contentDigest { lines.append("\"content-digest\": \(contentDigest)") }
        lines.append("\"@signature-params\": \(parameters(hasBody: contentDigest != nil))")
        return Array(lines.joined(separator: "\n").utf8)
    }

    /// The value of `Content-Digest` (RFC 9530) for a body.
    static func contentDigest(_ body: [UInt8]) -> String? {
        (try? Digest(.sha256, of: body)).map { "sha-256=:\(Data($0.bytes).base64EncodedString()):" }
    }
}
