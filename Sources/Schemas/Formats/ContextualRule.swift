/// The code points that a U-label may have only between certain others: RFC 5892 appendix A.
enum ContextualRule {
    /// Whether the code point at `index` may stand there; nil when no rule is about it.
    static func verdict(_ label: [UInt32], at index: Int) -> Bool? {
        let before = index > 0 ? label[index - 1] : nil
        let after = index + 1 < label.count ? label[index + 1] : nil
        switch label[index] {
        case 0x200C: return isVirama(before) || joins(label, at: index)
        case 0x200D: return isVirama(before)
        case 0xB7: return before == 0x6C && after == 0x6C
        case 0x375: return after.map(greek.contains) ?? false
        case 0x5F3, 0x5F4: return before.map(hebrew.contains) ?? false
        case 0x30FB: return label.contains { $0 != 0x30FB && japanese.contains($0) }
        case 0x660...0x669: return !label.contains { (0x6F0...0x6F9).contains($0) }
        case 0x6F0...0x6F9: return !label.contains { (0x660...0x669).contains($0) }
        default: return nil
        }
    }

    /// A mark that kills the vowel: canonical combining class 9.
    private static func isVirama(_ scalar: UInt32?) -> Bool {
        scalar.flatMap(Unicode.Scalar.init)?.properties.canonicalCombiningClass == .virama
    }

    /// A.1: between two letters that join towards each other, with nothing but transparent characters between.
    private static func joins(_ label: [UInt32], at index: Int) -> Bool {
        guard let before = label[..<index].last(where: { !joining("T").contains($0) }),
            let after = label[(index + 1)...].first(where: { !joining("T").contains($0) })
        else { return false }
        return joining("L").union(joining("D")).contains(before) && joining("R").union(joining("D")).contains(after)
    }

    private static func joining(_ type: String) -> ScalarSet {
        UnicodeTables.set(named: type, in: UnicodeTables.joiningTypes) ?? ScalarSet([])
    }

    private static let greek = script("Greek")
    private static let hebrew = script("Hebrew")
    private static let japanese = script("Hiragana").union(script("Katakana")).union(script("Han"))

    private static func script(_ name: String) -> ScalarSet {
        UnicodeProperty.set("Script=" + name) ?? ScalarSet([])
    }
}
