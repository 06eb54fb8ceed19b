/// An OBJECT IDENTIFIER, kept as its whole DER element.
struct ObjectID: Hashable, Sendable {
    /// Identifier, length and content.
    let encoded: [UInt8]

    func hash(into hasher: inout Hasher) {
        unsafe encoded.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }

    /// - Parameter arcs: at least two numbers; the first two become one, as X.690, 8.19 says.
    init(_ arcs: Int...) {
        var content: [UInt8] = []
        for arc in [arcs[0] * 40 + arcs[1]] + arcs.dropFirst(2) { content += Self.base128(arc) }
        encoded = DERWriter.write { $0.primitive(.objectIdentifier, content) }
    }

    init(_ element: DERElement, in document: Span<UInt8>) throws(DERError) {
        guard element.tag == .objectIdentifier, !element.content.isEmpty, element.content.count <= 32 else {
            throw element.error(.value)
        }
        encoded = [UInt8](document, element.whole)
    }

    private static func base128(_ arc: Int) -> [UInt8] {
        var digits = [UInt8(arc & 0x7F)]
        var rest = arc >> 7
        while rest > 0 {
            digits.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
            rest >>= 7
        }
        return digits
    }
}

extension ObjectID: CustomStringConvertible {
    /// Numbers with dots, as `openssl asn1parse` and the RFCs write them.
    var description: String {
        var numbers: [UInt64] = []
        var number: UInt64 = 0
        for byte in encoded.dropFirst(2) {
            guard number <= UInt64.max >> 8 else { return "(number too large)" }
            number = number << 7 | UInt64(byte & 0x7F)
            if byte < 0x80 {
                numbers.append(number)
                number = 0
            }
        }
        guard let first = numbers.first else { return "" }
        let root = min(first / 40, 2)
        return ([root, first - root * 40] + numbers.dropFirst()).map(String.init).joined(separator: ".")
    }
}
