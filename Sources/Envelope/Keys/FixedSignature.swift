/// ECDSA signatures as two numbers of fixed length one after the other (IEEE P1363), as protocols outside of CMS write them.
extension KeyAlgorithm {
    /// The fixed form of a signature that a key of this kind made.
    ///
    /// - Parameter signature: as ``SigningKey/sign(_:)`` gives it.
    /// - Returns: an RSA signature as it is; nil for what is no ECDSA signature of this curve.
    public func fixedSignature(_ signature: [UInt8]) -> [UInt8]? {
        guard isElliptic else { return signature }
        let bytes = signature.span
        guard let numbers = try? Self.numbers(bytes) else { return nil }
        var fixed: [UInt8] = []
        for number in numbers {
            guard number.count <= agreedByteCount else { return nil }
            fixed += [UInt8](repeating: 0, count: agreedByteCount - number.count) + [UInt8](bytes, number)
        }
        return fixed
    }

    /// The form that ``PublicKey/verify(_:of:)`` takes.
    ///
    /// - Returns: nil when `fixed` has another length than signatures of this curve.
    public func signature(fixed: [UInt8]) -> [UInt8]? {
        guard isElliptic else { return fixed }
        guard fixed.count == 2 * agreedByteCount else { return nil }
        return DERWriter.write { writer in
            writer.sequence {
                $0.unsignedInteger(Array(fixed.prefix(agreedByteCount)))
                $0.unsignedInteger(Array(fixed.suffix(agreedByteCount)))
            }
        }
    }

    private static func numbers(_ bytes: Span<UInt8>) throws(DERError) -> [Range<Int>] {
        var reader = try DERReader.document(.sequence, in: bytes).reader()
        let numbers = [
            try reader.next(.integer, in: bytes).unsignedInteger(in: bytes),
            try reader.next(.integer, in: bytes).unsignedInteger(in: bytes),
        ]
        try reader.finish()
        return numbers
    }
}
