extension Hostname {
    /// Format `idn-hostname` (RFC 5890 section 2.3.2.3): labels that are U-labels, A-labels or plain, with the limits
    /// of a host name for the form in A-labels. The full stops U+3002, U+FF0E and U+FF61 separate labels too.
    static func isValidInternational(_ text: Span<UInt8>) -> Bool {
        // A U-label is never more than four times as long in UTF-8 as its A-label.
        guard !text.isEmpty, text.count <= 4 * maximumLength else { return false }
        var labels: [[UInt32]] = [[]]
        var position = 0
        while position < text.count {
            let scalar = text.scalar(at: &position)
            switch scalar {
            case 0x2E, 0x3002, 0xFF0E, 0xFF61: labels.append([])
            default: labels[labels.count - 1].append(scalar)
            }
        }
        var length = labels.count - 1
        for label in labels {
            guard let encoded = encodedLength(of: label) else { return false }
            length += encoded
        }
        return length <= maximumLength
    }

    /// The length of a label in its A-form; nil when the label is not valid.
    private static func encodedLength(of label: [UInt32]) -> Int? {
        if label.allSatisfy({ $0 < 0x80 }) {
            let bytes = label.map { UInt8($0) }
            return isLabel(bytes.span) ? label.count : nil
        }
        guard label.count <= maximumLabel, InternationalLabel.isULabel(label),
            let encoded = Punycode.encode(label), encoded.count + 4 <= maximumLabel
        else { return nil }
        return encoded.count + 4
    }
}
