internal import Envelope

/// The parts of a signed mail in which an answer can stand.
struct AnswerParts {
    /// The only JSON attachment.
    let attachment: [UInt8]?
    /// The text, UTF-8.
    let text: String?

    init(_ signed: SignedContent) {
        let bytes = signed.text
        let parts = Self.leaves(signed.entity)
        let attachments = parts.filter { Self.isJSON($0) }
        attachment = attachments.count == 1 ? try? attachments[0].content(in: bytes.span) : nil
        let plain = parts.first { $0.contentType.mediaType == .plainText }
        text = plain.flatMap { try? $0.content(in: bytes.span) }.flatMap { String(validating: $0, as: UTF8.self) }
    }

    private static func leaves(_ entity: MIMEEntity) -> [MIMEEntity] {
        entity.parts.isEmpty ? [entity] : entity.parts.flatMap { leaves($0) }
    }

    private static func isJSON(_ part: MIMEEntity) -> Bool {
        switch part.contentType.mediaType {
        case .json: true
        case .octets: part.contentType["name"]?.lowercased().hasSuffix(".json") ?? false
        default: false
        }
    }
}
