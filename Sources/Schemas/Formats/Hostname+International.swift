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
        let forms = labels.compactMap(LabelForms.init)
        guard forms.count == labels.count else { return false }
        let length = forms.reduce(labels.count - 1) { $0 + $1.encodedLength }
        return length <= maximumLength && BidiRule.allows(forms.map(\.scalars))
    }
}

/// A valid label in both of its forms.
private struct LabelForms {
    /// The U-form, or the plain label.
    let scalars: [UInt32]
    /// The length of the A-form, or of the plain label.
    let encodedLength: Int

    /// Nil when the label is not valid.
    init?(_ label: [UInt32]) {
        guard label.allSatisfy({ $0 < 0x80 }) else {
            guard label.count <= Hostname.maximumLabel, InternationalLabel.isULabel(label),
                let encoded = Punycode.encode(label), encoded.count + 4 <= Hostname.maximumLabel
            else { return nil }
            (scalars, encodedLength) = (label, encoded.count + 4)
            return
        }
        let bytes = label.map { UInt8($0) }
        guard Hostname.isPlainLabel(bytes.span, in: bytes.indices) else { return nil }
        let isReserved = Hostname.isReserved(bytes.span, in: bytes.indices)
        guard let form = isReserved ? InternationalLabel.decoded(bytes) : label else { return nil }
        (scalars, encodedLength) = (form, label.count)
    }
}
