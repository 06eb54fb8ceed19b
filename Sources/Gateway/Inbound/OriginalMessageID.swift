/// Finds out which delivery a receipt claims to be for, before anything of it is verified.
enum OriginalMessageID {
    private static let field = Array("original-message-id:".utf8)
    private static let longest = 64 * 1024

    /// The first line that looks like the field; nil when there is none, or it is not one of our ids.
    static func find(in body: [UInt8]) -> AS2MessageID? {
        guard body.count <= longest else { return nil }
        for line in body.split(separator: 0x0A) {
            let lowered = line.prefix(field.count).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            guard lowered == field else { continue }
            let value = line.dropFirst(field.count).filter { $0 > 0x20 }
            return AS2MessageID(String(decoding: value, as: UTF8.self))
        }
        return nil
    }
}
