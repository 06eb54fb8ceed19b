/// Checks the description of a key before OpenSSL sees it.
enum KeyDescription {
    /// The kind of key in a SubjectPublicKeyInfo (RFC 5280, 4.1.2.7), and where the bits of the key are.
    static func publicKey(
        _ element: DERElement, in bytes: Span<UInt8>
    ) throws(KeyError) -> (algorithm: KeyAlgorithm, bits: Range<Int>) {
        let (identifier, bits) = try mapped { () throws(DERError) in
            var reader = element.reader()
            let identifier = try ReadAlgorithm(try reader.next(.sequence, in: bytes), in: bytes)
            let bits = try reader.next(.bitString, in: bytes).wholeBits(in: bytes)
            try reader.finish()
            return (identifier, bits)
        }
        if identifier.identifier == .rsaEncryption {
            guard identifier.hasNoParameters else { throw .unsupportedAlgorithm(kind: "RSA with parameters") }
            return (try rsa(bits, leading: 0, in: bytes), bits)
        }
        let algorithm = try curve(of: identifier, in: bytes)
        guard bits.count != algorithm.agreedByteCount + 1 else { throw .compressedPoint }
        guard bits.count == algorithm.pointByteCount, bytes[bits.lowerBound] == 0x04 else { throw .inconsistent }
        return (algorithm, bits)
    }

    /// The kind of key in a PrivateKeyInfo (RFC 5208).
    static func privateKey(_ bytes: Span<UInt8>) throws(KeyError) -> KeyAlgorithm {
        let (identifier, key) = try mapped { () throws(DERError) in
            var reader = try DERReader.document(.sequence, in: bytes).reader()
            guard try reader.next(.integer, in: bytes).smallInteger(in: bytes) == 0 else { throw reader.error(.value) }
            let identifier = try ReadAlgorithm(try reader.next(.sequence, in: bytes), in: bytes)
            return (identifier, try reader.next(.octetString, in: bytes).content)
        }
        if identifier.identifier == .rsaEncryption { return try rsa(key, leading: 1, in: bytes) }
        let algorithm = try curve(of: identifier, in: bytes)
        try checkInnerCurve(key, is: algorithm, in: bytes)
        return algorithm
    }

    private static func curve(of identifier: ReadAlgorithm, in bytes: Span<UInt8>) throws(KeyError) -> KeyAlgorithm {
        guard identifier.identifier == .ecPublicKey else {
            throw .unsupportedAlgorithm(kind: identifier.identifier.description)
        }
        guard let parameters = identifier.parameters, parameters.tag == .objectIdentifier else {
            throw .explicitCurveParameters
        }
        return try namedCurve(parameters, in: bytes)
    }

    private static func namedCurve(_ element: DERElement, in bytes: Span<UInt8>) throws(KeyError) -> KeyAlgorithm {
        let name = try mapped { () throws(DERError) in try ObjectID(element, in: bytes) }
        switch name {
        case .p256: return .p256
        case .p384: return .p384
        default: throw .unsupportedCurve(name.description)
        }
    }

    /// An ECPrivateKey (RFC 5915) may name the curve once more: it must be the same one, and named.
    private static func checkInnerCurve(
        _ key: Range<Int>, is algorithm: KeyAlgorithm, in bytes: Span<UInt8>
    ) throws(KeyError) {
        let inner = try mapped { () throws(DERError) -> DERElement? in
            var outer = DERReader(key)
            var reader = try outer.next(.sequence, in: bytes).reader()
            try outer.finish()
            _ = try reader.next(.integer, in: bytes)
            _ = try reader.next(.octetString, in: bytes)
            guard let parameters = try reader.optional(.constructed(0), in: bytes) else { return nil }
            var inside = parameters.reader()
            return try inside.next(in: bytes)
        }
        guard let inner else { return }
        guard inner.tag == .objectIdentifier else { throw .explicitCurveParameters }
        guard try namedCurve(inner, in: bytes) == algorithm else { throw .inconsistent }
    }

    /// Modulus and exponent of an RSAPublicKey, or of an RSAPrivateKey that has `leading` integers before them (RFC 8017, A.1).
    private static func rsa(
        _ key: Range<Int>, leading: Int, in bytes: Span<UInt8>
    ) throws(KeyError) -> KeyAlgorithm {
        let (modulus, exponent) = try mapped { () throws(DERError) in
            var outer = DERReader(key)
            var reader = try outer.next(.sequence, in: bytes).reader()
            try outer.finish()
            for _ in 0..<leading { _ = try reader.next(.integer, in: bytes) }
            let modulus = try reader.next(.integer, in: bytes).unsignedInteger(in: bytes)
            return (modulus, try reader.next(.integer, in: bytes).unsignedInteger(in: bytes))
        }
        let bits = modulus.count * 8 - bytes[modulus.lowerBound].leadingZeroBitCount
        guard KeyAlgorithm.rsaBits.contains(bits) else { throw .rsaLength(bits: bits) }
        guard exponent.count <= 4 else { throw .rsaExponent }
        var value = 0
        for index in exponent { value = value << 8 | Int(bytes[index]) }
        guard value >= 65_537, value % 2 == 1 else { throw .rsaExponent }
        return .rsa(bits: bits)
    }

    private static func mapped<R>(_ body: () throws(DERError) -> R) throws(KeyError) -> R {
        do throws(DERError) { return try body() } catch { throw .malformed(error) }
    }
}
