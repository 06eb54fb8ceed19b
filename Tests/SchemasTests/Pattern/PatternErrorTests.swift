import Testing

@testable import Schemas

struct PatternErrorTests {
    @Test(
        arguments: [
            ("a{", .quantifierForm, 1), ("ab}", .unescapedBrace, 2), ("a]", .unescapedBracket, 1),
            ("(a", .unmatchedParenthesis, 0), ("a)b", .unmatchedParenthesis, 1), ("a[b", .unterminatedClass, 1),
            ("a|*", .nothingToRepeat, 2), ("(?=a)*", .nothingToRepeat, 5), ("(?<=a)?", .nothingToRepeat, 6),
            ("xa{2,1}", .quantifierRange, 2), ("é\\a", .invalidEscape, 1), ("\\01", .invalidEscape, 0),
            ("a\\", .unexpectedEnd, 1), ("\\u{110000}", .invalidScalar, 0), ("[b-a]", .classRange, 1),
            ("[\\d-z]", .classRange, 1), ("(?a)", .unknownGroup, 0), ("(?<1>a)", .invalidGroupName, 2),
            ("(?<a>x)(?<a>y)", .duplicateGroupName, 7), ("a\\2(b)", .noSuchGroup, 1), ("\\k<n>", .noSuchGroup, 0),
            ("a\\p{Nope}", .unknownProperty, 1),
        ] as [(String, PatternError.Reason, Int)])
    func saysWhatIsWrongAndWhere(_ source: String, _ reason: PatternError.Reason, _ offset: Int) {
        #expect(throws: PatternError(reason: reason, offset: offset)) { try Pattern(source) }
    }

    @Test func deepNestingIsRefused() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + String(repeating: ")", count: depth)
        }
        _ = try Pattern(nested(128))
        #expect(throws: PatternError(reason: .nestedTooDeep, offset: 128)) { try Pattern(nested(129)) }
        #expect(throws: PatternError(reason: .nestedTooDeep, offset: 128)) { try Pattern(nested(30_000)) }
    }

    @Test func longPatternsAreRefused() throws {
        _ = try Pattern(String(repeating: "a", count: 65_536))
        #expect(throws: PatternError(reason: .tooLarge, offset: 0)) {
            try Pattern(String(repeating: "a", count: 65_537))
        }
    }

    @Test func tooManyDifferentCharactersAreRefused() {
        var source = String.UnicodeScalarView()
        source.append(contentsOf: (0x4E00..<0x5300).compactMap(Unicode.Scalar.init))
        #expect(throws: PatternError(reason: .tooLarge, offset: 1_025)) { try Pattern(String(source)) }
    }

    @Test func descriptionNamesThePlace() throws {
        let error = #expect(throws: PatternError.self) { try Pattern("ab(") }
        #expect(error?.description == "pattern, offset 2: a parenthesis has no partner")
    }
}
