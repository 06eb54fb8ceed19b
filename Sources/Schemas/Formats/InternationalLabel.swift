internal import Foundation

/// Labels of internationalized host names (IDNA2008: RFC 5890 to 5893).
enum InternationalLabel {
    /// An A-label: `xn--` and the one encoding of a U-label. The text is a label of letters, digits and hyphens.
    static func isALabel(_ text: Span<UInt8>) -> Bool {
        let lowercase = text.indices.map { text[$0].isLetter ? text[$0] | 0x20 : text[$0] }
        guard lowercase.starts(with: "xn--".utf8), let label = Punycode.decode(Array(lowercase.dropFirst(4))),
            label.contains(where: { $0 >= 0x80 }), let encoded = Punycode.encode(label)
        else { return false }
        return encoded.elementsEqual(lowercase.dropFirst(4)) && isULabel(label)
    }

    /// The tests of RFC 5891 section 4.2 on a label with at least one character outside ASCII.
    static func isULabel(_ label: [UInt32]) -> Bool {
        guard let first = label.first, let last = label.last, first != 0x2D, last != 0x2D else { return false }
        let hasReservedHyphens = label.count >= 4 && label[2] == 0x2D && label[3] == 0x2D
        guard !hasReservedHyphens, !IDNAProperties.marks.contains(first), isNormalized(label) else { return false }
        return label.indices.allSatisfy { isAllowed(label, at: $0) } && BidiRule.allows(label)
    }

    /// Normalization Form C.
    private static func isNormalized(_ label: [UInt32]) -> Bool {
        let text = String(String.UnicodeScalarView(label.compactMap(Unicode.Scalar.init)))
        return text.precomposedStringWithCanonicalMapping.unicodeScalars.map(\.value) == label
    }

    private static func isAllowed(_ label: [UInt32], at index: Int) -> Bool {
        ContextualRule.verdict(label, at: index) ?? IDNAProperties.valid.contains(label[index])
    }
}
