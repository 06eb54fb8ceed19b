/// JSON pointers as text.
enum PointerText {
    /// Format `json-pointer` (RFC 6901 section 3): tokens that each start with `/`, in which `~` is written `~0` or
    /// `~1` stands for a slash.
    static func isPointer(_ text: Span<UInt8>) -> Bool {
        guard !text.isEmpty else { return true }
        guard text.has("/", at: 0) else { return false }
        for index in text.indices where text.has("~", at: index) {
            guard text.has("0", at: index + 1) || text.has("1", at: index + 1) else { return false }
        }
        return true
    }

    /// Format `relative-json-pointer` (draft-bhutton-relative-json-pointer-00): a number without leading zeros of
    /// levels up, optionally a shift among neighbours such as `+1`, then `#` or a pointer.
    static func isRelativePointer(_ text: Span<UInt8>) -> Bool {
        guard var position = endOfNumber(in: text, at: 0) else { return false }
        if text.has("+", at: position) || text.has("-", at: position) {
            guard let end = endOfNumber(in: text, at: position + 1) else { return false }
            position = end
        }
        if text.has("#", at: position) { return position + 1 == text.count }
        return isPointer(text.extracting(position..<text.count))
    }

    private static func endOfNumber(in text: Span<UInt8>, at start: Int) -> Int? {
        let end = text.endOfDigits(from: start)
        guard end > start, end == start + 1 || !text.has("0", at: start) else { return nil }
        return end
    }
}
