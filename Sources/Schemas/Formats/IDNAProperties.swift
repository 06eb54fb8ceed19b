/// The derived property of RFC 5892: which code points a U-label may have, without the rules that look at neighbours.
enum IDNAProperties {
    /// PVALID (section 3), in the version of `UnicodeTables`.
    static let valid: ScalarSet = letterDigits.union(ScalarSet([0x2D...0x2D]))
        .subtracting(unstable).subtracting(ignorable).subtracting(oldHangulJamo)
        .union(exceptionallyValid).subtracting(exceptionallyDisallowed)

    /// What no label may start with (RFC 5891 section 4.2.3.2).
    static let marks = property("M")

    /// Section 2.1.
    private static let letterDigits = property("L").union(marks).union(property("Nd")).subtracting(property("Lt"))

    /// Section 2.2: changed by case folding and compatibility normalization.
    private static let unstable = property("Changes_When_NFKC_Casefolded")

    /// Sections 2.3 and 2.4, with the blocks of combining marks for symbols and musical notation.
    private static let ignorable = property("Default_Ignorable_Code_Point").union(property("White_Space"))
        .union(property("Noncharacter_Code_Point"))
        .union(ScalarSet([0x20D0...0x20FF, 0x1D100...0x1D1FF, 0x1D200...0x1D24F]))

    /// Section 2.9.
    private static let oldHangulJamo = ScalarSet([0x1100...0x11FF, 0xA960...0xA97C, 0xD7B0...0xD7FB])

    /// Section 2.6, PVALID.
    private static let exceptionallyValid = ScalarSet([
        0xDF...0xDF, 0x3C2...0x3C2, 0x6FD...0x6FE, 0xF0B...0xF0B, 0x3007...0x3007,
    ])

    /// Section 2.6, DISALLOWED. Those that need a context are left to `ContextualRule`.
    private static let exceptionallyDisallowed = ScalarSet([
        0x640...0x640, 0x7FA...0x7FA, 0x302E...0x302F, 0x3031...0x3035, 0x303B...0x303B,
    ])

    private static func property(_ name: String) -> ScalarSet {
        UnicodeProperty.set(name) ?? ScalarSet([])
    }
}
