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
        while let dot = text.firstIndex(of: ".", from: start) {
            guard isLabel(text.extracting(start..<dot)) else { return false }
            start = dot + 1
        }
        return isLabel(text.extracting(start..<text.count))
    }

    static func isLabel(_ label: Span<UInt8>) -> Bool {
        guard (1...maximumLabel).contains(label.count), !label.has("-", at: 0), !label.has("-", at: label.count - 1),
            label.allSatisfy({ $0.isLetterOrDigit || $0 == UInt8(ascii: "-") })
        else { return false }
        guard label.has("-", at: 2), label.has("-", at: 3) else { return true }
        return InternationalLabel.isALabel(label)
    }
}
