/// Format `uuid` (RFC 4122 section 3): 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.
enum UUIDText {
    static func isValid(_ text: Span<UInt8>) -> Bool {
        guard text.count == 36 else { return false }
        for index in 0..<36 {
            let isHyphenPlace = index == 8 || index == 13 || index == 18 || index == 23
            guard isHyphenPlace ? text.has("-", at: index) : text[index].isHexadecimal else { return false }
        }
        return true
    }
}
