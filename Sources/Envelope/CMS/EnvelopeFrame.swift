/// The DER around the ciphertext: AuthEnvelopedData (RFC 5083, 2.1) or EnvelopedData (RFC 5652, 6.1) in its ContentInfo.
struct EnvelopeFrame {
    /// Everything before the ciphertext.
    let opening: [UInt8]
    /// Bytes after the ciphertext: the tag with its header.
    let closingByteCount: Int

    static let tagHeader: [UInt8] = [DERTag.octetString.rawValue, 16]

    /// - Parameter encryptedByteCount: bytes of ciphertext that will follow ``opening``.
    init(_ suite: Suite, recipients: [[UInt8]], iv: [UInt8], encryptedByteCount: Int) {
        closingByteCount = suite == .gcm ? Self.tagHeader.count + 16 : 0
        let contentHeader = DERWriter.header(.primitive(0), count: encryptedByteCount)
        let info = Self.wrap(
            .sequence, ObjectID.data.encoded + Self.algorithm(suite, iv: iv) + contentHeader, rest: encryptedByteCount)
        let fields = DERWriter.write { writer in
            writer.integer(Self.version(suite, recipients))
            writer.set(of: recipients)
            writer.raw(info)
        }
        let rest = encryptedByteCount + closingByteCount
        let type: ObjectID = suite == .gcm ? .authEnvelopedData : .envelopedData
        let content = Self.wrap(.constructed(0), Self.wrap(.sequence, fields, rest: rest), rest: rest)
        opening = Self.wrap(.sequence, type.encoded + content, rest: rest)
    }

    /// An element whose content starts with `start` and has `rest` bytes more.
    private static func wrap(_ tag: DERTag, _ start: [UInt8], rest: Int) -> [UInt8] {
        DERWriter.header(tag, count: start.count + rest) + start
    }

    /// RFC 5083, 2.1: always 0. RFC 5652, 6.1: 2, but 0 when every recipient has version 0.
    private static func version(_ suite: Suite, _ recipients: [[UInt8]]) -> Int {
        let onlyTransport = recipients.allSatisfy { $0.first == DERTag.sequence.rawValue }
        return suite == .gcm || onlyTransport ? 0 : 2
    }

    private static func algorithm(_ suite: Suite, iv: [UInt8]) -> [UInt8] {
        DERWriter.write { writer in
            writer.sequence { writer in
                switch suite {
                case .gcm:
                    writer.objectIdentifier(.aes256GCM)
                    writer.sequence {
                        $0.octetString(iv)
                        $0.integer(16)
                    }
                case .cbc:
                    writer.objectIdentifier(.aes256CBC)
                    writer.octetString(iv)
                }
            }
        }
    }
}
