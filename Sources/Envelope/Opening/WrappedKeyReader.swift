/// Reads how a content key was wrapped for us, and refuses what the partner's entry does not allow.
enum WrappedKeyReader {
    static func read(
        _ one: ReadRecipients.One, from partner: Partner, in bytes: Span<UInt8>
    ) throws(OpenError) -> WrappedKey {
        let encryptedKey = [UInt8](bytes, one.encryptedKey)
        guard one.isAgreement else {
            return WrappedKey(scheme: try transport(one.info, partner, in: bytes), encryptedKey: encryptedKey)
        }
        let scheme = try OpenError.parsing { () throws(DERError) in try agreement(one.info, in: bytes) }
        guard let scheme else {
            let shown = try? InspectedRecipient.read(one.info, in: bytes).first?.wrapping
            throw OpenError(.keyScheme, shown ?? "key agreement")
        }
        return WrappedKey(scheme: scheme, encryptedKey: encryptedKey)
    }

    private static func transport(
        _ info: DERElement, _ partner: Partner, in bytes: Span<UInt8>
    ) throws(OpenError) -> WrappedKey.Scheme {
        let (element, read) = try OpenError.parsing { () throws(DERError) in
            var reader = info.reader()
            _ = try reader.next(in: bytes)
            _ = try reader.next(in: bytes)
            let element = try reader.next(.sequence, in: bytes)
            return (element, try ReadAlgorithm(element, in: bytes))
        }
        switch read.identifier {
        case .rsaesOAEP:
            if element.isEqual(to: AlgorithmIdentifier.oaepSHA256, in: bytes) { return .oaep(.sha256) }
            let digest = try OpenError.parsing { () throws(DERError) in try OAEPParameters.digest(read, in: bytes) }
            guard let digest, digest == .sha256 || partner.suite == .cbc else { throw OpenError(.keyScheme, "OAEP") }
            return .oaep(digest)
        case .rsaEncryption where partner.allowsRSA15: return .pkcs1
        default: throw OpenError(.keyScheme, read.identifier.description)
        }
    }

    /// - Returns: nil for a scheme or an originator that is not in the profile.
    private static func agreement(
        _ info: DERElement, in bytes: Span<UInt8>
    ) throws(DERError) -> WrappedKey.Scheme? {
        var reader = info.reader()
        guard try reader.next(.integer, in: bytes).smallInteger(in: bytes) == 3 else { throw info.error(.value) }
        var originator = try reader.next(.constructed(0), in: bytes).reader()
        guard let key = try originator.optional(.constructed(1), in: bytes) else { return nil }
        try originator.finish()
        var keyReader = key.reader()
        let kind = try ReadAlgorithm(try keyReader.next(.sequence, in: bytes), in: bytes)
        let point = try keyReader.next(.bitString, in: bytes).wholeBits(in: bytes)
        try keyReader.finish()
        let userKeyingMaterial = try keyingMaterial(&reader, in: bytes)
        let algorithm = try ReadAlgorithm(try reader.next(.sequence, in: bytes), in: bytes)
        guard try isOriginator(kind, pointByteCount: point.count, in: bytes),
            let digest = digest(algorithm.identifier), let wrap = algorithm.parameters, wrap.tag == .sequence
        else { return nil }
        let wrapAlgorithm = try ReadAlgorithm(wrap, in: bytes)
        guard wrapAlgorithm.identifier == .aes256Wrap, wrapAlgorithm.hasNoParameters else { return nil }
        let sharedInfo = KeyAgreementScheme.sharedInfo(
            keyInfo: [UInt8](bytes, wrap.whole), userKeyingMaterial: userKeyingMaterial)
        return .agreement(digest: digest, originator: [UInt8](bytes, point), sharedInfo: sharedInfo)
    }

    /// Whether it is an EC key whose parameters are absent, NULL, or the curve of a point of this length (RFC 5753, 3.1.1).
    private static func isOriginator(
        _ kind: ReadAlgorithm, pointByteCount: Int, in bytes: Span<UInt8>
    ) throws(DERError) -> Bool {
        guard kind.identifier == .ecPublicKey, pointByteCount <= KeyAlgorithm.p384.pointByteCount else { return false }
        guard !kind.hasNoParameters, let parameters = kind.parameters else { return true }
        let curve: ObjectID = pointByteCount == KeyAlgorithm.p384.pointByteCount ? .p384 : .p256
        return parameters.tag == .objectIdentifier && parameters.isEqual(to: curve.encoded, in: bytes)
    }

    /// UserKeyingMaterial: [1] EXPLICIT OCTET STRING, of at most 64 bytes.
    private static func keyingMaterial(
        _ reader: inout DERReader, in bytes: Span<UInt8>
    ) throws(DERError) -> [UInt8]? {
        guard let wrapper = try reader.optional(.constructed(1), in: bytes) else { return nil }
        var inner = wrapper.reader()
        let material = try inner.next(.octetString, in: bytes)
        try inner.finish()
        guard material.content.count <= 64 else { throw material.error(.tooMuch) }
        return material.bytes(in: bytes)
    }

    private static func digest(_ identifier: ObjectID) -> DigestAlgorithm? {
        switch identifier {
        case .dhSinglePassSHA256KDF: .sha256
        case .dhSinglePassSHA384KDF: .sha384
        default: nil
        }
    }
}
