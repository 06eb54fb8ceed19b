/// Names of hosts.
enum Hostname {
    /// The limits of RFC 1035 section 2.3.4, without the final dot and the empty root label.
    static let maximumLength = 253
    static let maximumLabel = 63

    /// Format `hostname` (RFC 1123 section 2.1): labels of letters, digits and inner hyphens. A label that starts with
    /// `xn--` must be the A-label of a valid U-label (RFC 5890 section 2.3.2.1); other labels have no hyphens in both
    /// the third and the fourth place.
    static func isValid(_ text: Span<UInt8>) -> Bool {
        guard (1...maximumLength).contains(text.count) else { return false }
        var start = 0
        var hasALabel = false
        while start <= text.count {
            let end = text.firstIndex(of: ".", from: start) ?? text.count
            guard isPlainLabel(text, in: start..<end) else { return false }
            hasALabel = hasALabel || isReserved(text, in: start..<end)
            start = end + 1
        }
        return !hasALabel || isValidInternational(text)
    }

    /// Whether a label has letters, digits and inner hyphens only.
    static func isPlainLabel(_ text: Span<UInt8>, in range: Range<Int>) -> Bool {
        guard (1...maximumLabel).contains(range.count), !text.has("-", at: range.lowerBound),
            !text.has("-", at: range.upperBound - 1)
        else { return false }
        for index in range where !text[index].isLetterOrDigit && !text.has("-", at: index) { return false }
        return true
    }

    /// Whether a label has hyphens in the third and the fourth place, as A-labels have.
    static func isReserved(_ text: Span<UInt8>, in range: Range<Int>) -> Bool {
        range.count >= 4 && text.has("-", at: range.lowerBound + 2) && text.has("-", at: range.lowerBound + 3)
    }
}
