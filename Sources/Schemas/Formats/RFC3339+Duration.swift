extension RFC3339 {
    /// `duration` (appendix A): no unit may be left out between two others, and weeks stand alone.
    static func isDuration(_ text: Span<UInt8>) -> Bool {
        guard text.has("P", at: 0), text.count > 1 else { return false }
        if text.has("W", at: text.count - 1) {
            return text.count > 2 && text.endOfDigits(from: 1) == text.count - 1
        }
        var position = 1
        guard takeUnits("YMD", in: text, at: &position) else { return false }
        guard position < text.count else { return true }
        let time = position + 1
        position = time
        return text.has("T", at: time - 1) && takeUnits("HMS", in: text, at: &position) && position > time
            && position == text.count
    }

    /// Takes numbers with units out of a list, in its order and without a gap, as far as there are any; false when a
    /// number has no unit that may come there.
    private static func takeUnits(_ units: String, in text: Span<UInt8>, at position: inout Int) -> Bool {
        var allowed = Substring(units).unicodeScalars
        var isFirst = true
        while position < text.count, text[position].isDigit {
            let end = text.endOfDigits(from: position)
            while isFirst, let next = allowed.first, !text.has(next, at: end) { allowed.removeFirst() }
            guard let next = allowed.popFirst(), text.has(next, at: end) else { return false }
            isFirst = false
            position = end + 1
        }
        return true
    }
}
