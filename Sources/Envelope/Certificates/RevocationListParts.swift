/// The fields of a TBSCertList (RFC 5280, 5.1).
struct RevocationListParts {
    let issuerElement: Range<Int>
    let issuedAt: UTCTime
    let nextUpdate: UTCTime?
    private(set) var revocations: [[UInt8]: UTCTime] = [:]
    private(set) var number: Int?

    private static let most = 100_000

    init(_ signed: SignedStructure, in bytes: Span<UInt8>) throws(CertificateError) {
        var critical: ObjectID?
        do throws(DERError) {
            var reader = signed.content.reader()
            // Version 2; version 1 has no extensions, and so can't say what kind of list it is.
            guard try reader.next(.integer, in: bytes).smallInteger(in: bytes) == 1 else {
                throw signed.content.error(.value)
            }
            let algorithm = try reader.next(.sequence, in: bytes)
            guard algorithm.isEqual(to: [UInt8](bytes, signed.algorithmElement.whole), in: bytes) else {
                throw algorithm.error(.value)
            }
            issuerElement = try reader.next(.sequence, in: bytes).whole
            issuedAt = try reader.next(in: bytes).time(in: bytes)
            switch reader.peek(in: bytes) {
            case .utcTime, .generalizedTime: nextUpdate = try reader.next(in: bytes).time(in: bytes)
            default: nextUpdate = nil
            }
            if let entries = try reader.optional(.sequence, in: bytes) {
                critical = try readEntries(entries, in: bytes)
            }
            if let wrapper = try reader.optional(.constructed(0), in: bytes) {
                var inner = wrapper.reader()
                let unknown = try readExtensions(try inner.next(.sequence, in: bytes), in: bytes)
                critical = critical ?? unknown
                try inner.finish()
            }
            try reader.finish()
        } catch {
            throw .malformed(error)
        }
        if let critical { throw .unknownCriticalExtension(critical.description) }
    }

    /// - Returns: a critical extension of an entry: nobody knows what the entry means then.
    private mutating func readEntries(_ element: DERElement, in bytes: Span<UInt8>) throws(DERError) -> ObjectID? {
        var critical: ObjectID?
        var reader = element.reader()
        while !reader.isAtEnd {
            guard revocations.count < Self.most else { throw reader.error(.tooMuch) }
            var entry = try reader.next(.sequence, in: bytes).reader()
            let serial = try entry.next(.integer, in: bytes).unsignedInteger(in: bytes)
            revocations[[UInt8](bytes, serial)] = try entry.next(in: bytes).time(in: bytes)
            if let extensions = try entry.optional(.sequence, in: bytes) {
                critical = try Self.extensions(extensions, in: bytes) { _, _ in } ?? critical
            }
            try entry.finish()
        }
        return critical
    }

    private mutating func readExtensions(_ element: DERElement, in bytes: Span<UInt8>) throws(DERError) -> ObjectID? {
        var value: DERElement?
        let critical = try Self.extensions(element, in: bytes) { kind, content in
            if kind == .crlNumber { value = content }
        }
        if let value {
            var reader = value.reader()
            number = try? reader.next(.integer, in: bytes).smallInteger(in: bytes)
        }
        return critical
    }

    /// - Returns: the first critical one. None that limits what a list is about, or makes it one of differences, is known here.
    private static func extensions(
        _ element: DERElement, in bytes: Span<UInt8>, _ see: (ObjectID, DERElement) -> Void
    ) throws(DERError) -> ObjectID? {
        var critical: ObjectID?
        var reader = element.reader()
        while !reader.isAtEnd {
            var one = try reader.next(.sequence, in: bytes).reader()
            let kind = try ObjectID(try one.next(.objectIdentifier, in: bytes), in: bytes)
            let isCritical = try one.optional(.boolean, in: bytes)?.isTrue(in: bytes) ?? false
            let value = try one.next(.octetString, in: bytes)
            try one.finish()
            see(kind, value)
            if isCritical, critical == nil { critical = kind }
        }
        return critical
    }
}
