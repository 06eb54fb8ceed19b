internal import Foundation

/// Labels of internationalized host names (IDNA2008: RFC 5890 to 5893).
enum InternationalLabel {
    /// The U-label that an A-label stands for; nil when the text is not `xn--` and the one encoding of a U-label.
    ///
    /// - Parameter text: a label of letters, digits and hyphens.
    static func decoded(_ text: [UInt8]) -> [UInt32]? {
        let lowercase = text.map { $0.isLetter ? $0 | 0x20 : $0 }
        let encoded = Array(lowercase.dropFirst(4))
        guard lowercase.starts(with: "xn--".utf8), let label = Punycode.decode(encoded),
            label.contains(where: { $0 >= 0x80 }), Punycode.encode(label) == encoded, isULabel(label)
        else { return nil }
        return label
    }

    /// The tests of RFC 5891 section 4.2 on a label with at least one character outside ASCII; `BidiRule` is apart.
    static func isULabel(_ label: [UInt32]) -> Bool {
        guard let first = label.first, let last = label.last, first != 0x2D, last != 0x2D else { return false }
        let hasReservedHyphens = label.count >= 4 && label[2] == 0x2D && label[3] == 0x2D
        guard !hasReservedHyphens, !IDNAProperties.marks.contains(first), isNormalized(label) else { return false }
        return label.indices.allSatisfy { isAllowed(label, at: $0) }
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
