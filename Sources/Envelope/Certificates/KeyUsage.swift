/// What a certificate allows its key to do (RFC 5280, 4.2.1.3).
public struct KeyUsage: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let digitalSignature = KeyUsage(rawValue: 1 << 0)
    public static let nonRepudiation = KeyUsage(rawValue: 1 << 1)
    public static let keyEncipherment = KeyUsage(rawValue: 1 << 2)
    public static let dataEncipherment = KeyUsage(rawValue: 1 << 3)
    public static let keyAgreement = KeyUsage(rawValue: 1 << 4)
    public static let keyCertSign = KeyUsage(rawValue: 1 << 5)
    public static let crlSign = KeyUsage(rawValue: 1 << 6)

    static func `for`(_ use: CertificateUse, _ algorithm: KeyAlgorithm) -> KeyUsage {
        let encryption: KeyUsage = algorithm.isElliptic ? .keyAgreement : .keyEncipherment
        return switch use {
        case .signing: .digitalSignature
        case .encryption: encryption
        case .signingAndEncryption: [.digitalSignature, encryption]
        case .authority: [.keyCertSign, .crlSign]
        }
    }

    /// A BIT STRING with the named bits, without trailing zero bits (X.690, 11.2.2).
    var encoded: [UInt8] {
        var bits: UInt8 = 0
        for bit in 0..<8 where rawValue & 1 << bit != 0 { bits |= 0x80 >> bit }
        let unused = bits == 0 ? 0 : UInt8(bits.trailingZeroBitCount)
        return DERWriter.write { $0.primitive(.bitString, bits == 0 ? [0] : [unused, bits]) }
    }

    init(_ element: DERElement, in bytes: Span<UInt8>) throws(DERError) {
        guard element.tag == .bitString, (2...3).contains(element.content.count) else { throw element.error(.value) }
        var value: UInt16 = 0
        for bit in 0..<((element.content.count - 1) * 8) {
            let byte = bytes[element.content.lowerBound + 1 + bit / 8]
            if byte & 0x80 >> (bit % 8) != 0 { value |= 1 << bit }
        }
        rawValue = value
    }
}
