/// A SignedData (RFC 5652, 5.1), as places in its bytes.
struct ReadSignedData {
    /// The type of what is signed.
    let contentType: ObjectID
    /// What is signed, when it is inside; mail programs cut it into pieces.
    let pieces: [Range<Int>]?
    let signers: [ReadSignerInfo]
    /// The SET OF digest algorithms.
    private let digests: DERElement

    private static let maximumSigners = 8
    private static let maximumDigests = 8
    private static let maximumPieces = 1 << 15

    /// What is signed, when it is inside in one piece.
    var content: Range<Int>? { isCut ? nil : pieces?.first }

    private let isCut: Bool

    init(_ bytes: Span<UInt8>) throws(OpenError) {
        let infos: DERElement
        do throws(DERError) {
            var body = try Self.body(bytes)
            guard [1, 3].contains(try body.next(.integer, in: bytes).smallInteger(in: bytes)) else {
                throw body.error(.value)
            }
            digests = try body.next(.set, in: bytes)
            var info = try body.next(.sequence, in: bytes).reader()
            contentType = try ObjectID(try info.next(.objectIdentifier, in: bytes), in: bytes)
            (pieces, isCut) = try Self.content(&info, in: bytes)
            // Certificates and revocation lists that a message brings along decide nothing, so they are not read.
            _ = try body.optional(.constructed(0), in: bytes)
            _ = try body.optional(.constructed(1), in: bytes)
            infos = try body.next(.set, in: bytes)
            try body.finish()
        } catch {
            throw OpenError(.signedData, error.reason.rawValue)
        }
        signers = try Self.signers(infos, in: bytes)
    }

    /// Whether the list before the content names `digest`. RFC 5652, 5.1 lets a reader refuse a signature whose digest it does
    /// not name; stock openssl does, so what passes here can be verified there. Only the first few of the list are read.
    func lists(_ digest: ReadAlgorithm, in bytes: Span<UInt8>) throws(DERError) -> Bool {
        var reader = digests.reader()
        for _ in 0..<Self.maximumDigests where !reader.isAtEnd {
            let listed = try ReadAlgorithm(try reader.next(.sequence, in: bytes), in: bytes)
            if listed.identifier == digest.identifier { return true }
        }
        try reader.finish()
        return false
    }

    private static func body(_ bytes: Span<UInt8>) throws(DERError) -> DERReader {
        var reader = try DERReader.document(.sequence, in: bytes).reader()
        let type = try reader.next(.objectIdentifier, in: bytes)
        guard try ObjectID(type, in: bytes) == .signedData else { throw type.error(.value) }
        var wrapper = try reader.next(.constructed(0), in: bytes).reader()
        try reader.finish()
        let body = try wrapper.next(.sequence, in: bytes)
        try wrapper.finish()
        return body.reader()
    }

    private static func content(
        _ info: inout DERReader, in bytes: Span<UInt8>
    ) throws(DERError) -> (pieces: [Range<Int>]?, isCut: Bool) {
        guard let wrapper = try info.optional(.constructed(0), in: bytes) else {
            try info.finish()
            return (nil, false)
        }
        try info.finish()
        var inner = wrapper.reader()
        let content = try inner.next(in: bytes)
        try inner.finish()
        if content.tag == .octetString { return ([content.content], false) }
        guard content.tag == .constructedOctetString else { throw content.error(.unexpectedTag) }
        return (try pieces(content, in: bytes), true)
    }

    private static func pieces(_ content: DERElement, in bytes: Span<UInt8>) throws(DERError) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var reader = content.reader()
        while !reader.isAtEnd {
            guard pieces.count < maximumPieces else { throw reader.error(.tooMuch) }
            pieces.append(try reader.next(.octetString, in: bytes).content)
        }
        return pieces
    }

    private static func signers(_ set: DERElement, in bytes: Span<UInt8>) throws(OpenError) -> [ReadSignerInfo] {
        var signers: [ReadSignerInfo] = []
        var reader = set.reader()
        while !reader.isAtEnd {
            let element = try OpenError.parsing(.signedData) { () throws(DERError) in
                try reader.next(.sequence, in: bytes)
            }
            guard signers.count < maximumSigners else { throw OpenError(.signerCount, "more than \(maximumSigners)") }
            signers.append(try ReadSignerInfo(element, in: bytes))
        }
        return signers
    }
}
