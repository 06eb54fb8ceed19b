internal import Envelope
internal import Foundation

/// A signed receipt as it is kept: one MIME entity with its header, which `openssl cms -verify` reads.
struct StoredReceipt {
    private static let opening = [UInt8]("MIME-Version: 1.0\r\nContent-Type: ".utf8)
    private static let headerEnd = [UInt8]("\r\n\r\n".utf8)

    let receipt: SignedReceipt

    var bytes: [UInt8] { Self.opening + Array(receipt.contentType.utf8) + Self.headerEnd + receipt.body }

    init(_ receipt: SignedReceipt) { self.receipt = receipt }

    /// The receipt of a mail program, likewise one MIME entity.
    ///
    /// - Parameter receipt: the CMS object.
    static func bytes(ofPersonal receipt: [UInt8]) -> [UInt8] {
        let lines = Data(receipt).base64EncodedString(options: [
            .lineLength64Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        let header = """
            application/pkcs7-mime; smime-type=signed-receipt; name=smime.p7m\r
            Content-Transfer-Encoding: base64
            """
        return opening + Array(header.utf8) + headerEnd + Array("\(lines)\r\n".utf8)
    }

    /// The CMS object in what ``bytes(ofPersonal:)`` gave; nil for anything else.
    static func personal(_ bytes: [UInt8]) -> [UInt8]? {
        let parts = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n\r\n")
        guard parts.count == 2, parts[0].contains("smime-type=signed-receipt") else { return nil }
        return Data(base64Encoded: parts[1], options: .ignoreUnknownCharacters).map { Array($0) }
    }

    /// Nil unless `bytes` are what ``bytes`` gave.
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: Self.opening) else { return nil }
        let rest = bytes.dropFirst(Self.opening.count)
        guard let lineEnd = rest.firstIndex(of: 0x0D), rest[lineEnd...].starts(with: Self.headerEnd) else { return nil }
        receipt = SignedReceipt(
            contentType: String(decoding: rest[..<lineEnd], as: UTF8.self),
            body: Array(rest[(lineEnd + Self.headerEnd.count)...]))
    }
}
