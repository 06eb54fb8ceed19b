import Testing

@testable import Schemas

/// The tables against the standard library's own, which follow the same version of Unicode.
struct UnicodeTablesTests {
    static let scalars = (0...ScalarSet.maximum).compactMap(Unicode.Scalar.init)

    static func set(_ isMember: (Unicode.Scalar.Properties) -> Bool) -> ScalarSet {
        ScalarSet(scalars.filter { isMember($0.properties) }.map { $0.value...$0.value })
    }

    static func difference(_ name: String, _ expected: ScalarSet) throws -> Int {
        let set = try #require(UnicodeProperty.set(name), "\(name)")
        let surrogates = ScalarSet([0xD800...0xDFFF])
        return set.subtracting(surrogates).symmetricDifference(expected).ranges.count
    }

    @Test func generalCategoriesAgree() throws {
        var ranges: [Unicode.GeneralCategory: [ClosedRange<UInt32>]] = [:]
        for scalar in Self.scalars {
            ranges[scalar.properties.generalCategory, default: []].append(scalar.value...scalar.value)
        }
        let names: [(String, Unicode.GeneralCategory)] = [
            ("Lu", .uppercaseLetter), ("Ll", .lowercaseLetter), ("Lt", .titlecaseLetter), ("Lm", .modifierLetter),
            ("Lo", .otherLetter), ("Mn", .nonspacingMark), ("Mc", .spacingMark), ("Me", .enclosingMark),
            ("Nd", .decimalNumber), ("Nl", .letterNumber), ("No", .otherNumber), ("Pc", .connectorPunctuation),
            ("Pd", .dashPunctuation), ("Ps", .openPunctuation), ("Pe", .closePunctuation), ("Pi", .initialPunctuation),
            ("Pf", .finalPunctuation), ("Po", .otherPunctuation), ("Sm", .mathSymbol), ("Sc", .currencySymbol),
            ("Sk", .modifierSymbol), ("So", .otherSymbol), ("Zs", .spaceSeparator), ("Zl", .lineSeparator),
            ("Zp", .paragraphSeparator), ("Cc", .control), ("Cf", .format), ("Co", .privateUse), ("Cn", .unassigned),
        ]
        for (name, category) in names {
            #expect(try Self.difference(name, ScalarSet(ranges[category] ?? [])) == 0, "\(name)")
        }
    }

    @Test func binaryPropertiesAgree() throws {
        let names: [(String, (Unicode.Scalar.Properties) -> Bool)] = [
            ("Alphabetic", \.isAlphabetic), ("ID_Start", \.isIDStart), ("ID_Continue", \.isIDContinue),
            ("Lowercase", \.isLowercase), ("Uppercase", \.isUppercase), ("Emoji", \.isEmoji), ("Cased", \.isCased),
            ("White_Space", \.isWhitespace), ("Dash", \.isDash), ("Math", \.isMath), ("Diacritic", \.isDiacritic),
            ("Changes_When_NFKC_Casefolded", \.changesWhenNFKCCaseFolded), ("Ideographic", \.isIdeographic),
            ("Default_Ignorable_Code_Point", \.isDefaultIgnorableCodePoint), ("Grapheme_Extend", \.isGraphemeExtend),
        ]
        for (name, isMember) in names {
            #expect(try Self.difference(name, Self.set(isMember)) == 0, "\(name)")
        }
    }

    @Test func everyScalarHasOneScript() throws {
        var total = ScalarSet([])
        var count = 0
        for line in UnicodeTables.scripts.split(separator: "\n") where !line.hasPrefix(" ") {
            let name = try #require(line.split(separator: " ").first)
            let set = try #require(UnicodeProperty.set("sc=\(name)"))
            count += set.ranges.reduce(0) { $0 + $1.count }
            total = total.union(set)
        }
        #expect(total == .all)
        #expect(count == 0x110000)
    }

    @Test(arguments: [
        ("Letter", "L"), ("gc=L", "L"), ("Alpha", "Alphabetic"), ("sc=Latn", "Script=Latin"), ("digit", "Nd"),
    ])
    func namesMeanTheSame(_ first: String, _ second: String) throws {
        let set = try #require(UnicodeProperty.set(first))
        #expect(set == UnicodeProperty.set(second))
    }
}
