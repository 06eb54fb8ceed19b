import Testing

@testable import Schemas

/// Texts that make other engines take years. Each case is 64 KiB long.
struct PatternHostileTests {
    static let length = 65_536

    static func text(_ part: String, ending: String = "") -> String {
        String(repeating: part, count: length / part.utf8.count) + ending
    }

    @Test(
        arguments: [
            ("^(a+)+$", .noMatch), ("(a|a)*b", .noMatch), ("(.*)*x", .noMatch), ("^(a?){200}a{200}$", .noMatch),
            ("(a?){200}a{200}", .match), ("(a*)*$", .match), ("^(a|aa)+$", .noMatch),
            ("^(([a-z])+.)+[A-Z]([a-z])+$", .noMatch),
            ("(((((a*)*)*)*)*)*b", .noMatch), ("(){1000000}b", .noMatch), ("(a|b)*a(a|b){20}c", .noMatch),
            ("^(?:a{1,3}){2,}b", .noMatch), ("a{1000000}", .noMatch), ("^(a{1000}){1000}$", .noMatch),
        ] as [(String, PatternOutcome)])
    func answersWithoutLookaroundAreDefinite(_ source: String, _ expected: PatternOutcome) throws {
        #expect(try Pattern(source).search(Self.text("a", ending: "!")) == expected)
    }

    @Test(.timeLimit(.minutes(1)))
    func theNotoriousPatternAnswersSoon() throws {
        let pattern = try Pattern("^(a+)+$")
        let text = Self.text("a", ending: "!")
        let elapsed = (0..<3).map { _ in
            ContinuousClock().measure { #expect(pattern.search(text) == .noMatch) }
        }
        let soonest = try #require(elapsed.min())
        #expect(soonest < .milliseconds(100))
    }

    @Test(arguments: [
        "(?=(a+)+$)x", "^(?:(a+)+)\\1$", "(a*)*\\1b", "(?<=(a+)+)b", "^(?=(a|aa)+$)", "(a{0,30000}){0,30000}b",
        "((a{0,100}){0,100}){0,100}b",
    ])
    func searchesThatExplodeRunOutOfSteps(_ source: String) throws {
        #expect(try Pattern(source).search(Self.text("a", ending: "!")) == .outOfSteps)
    }

    @Test(arguments: [
        ("^(?!.*\\d{9}).*$", "ab "), ("^(?=.*b)(?=.* ).*$", "ab "), ("^((?=a)a|b| )*$", "ab "),
        ("^(?:a|b|(?<=b) )*$", "ab "),
    ])
    func plainLookaroundReachesTheEnd(_ source: String, _ part: String) throws {
        #expect(try Pattern(source).search(Self.text(part)) == .match)
    }

    @Test(arguments: [
        "(?:)*", "(?:)*?", "(a*)*", "(?:a?)+?", "(?:\\b)*", "((?:)*)+", "(?:(?:(?=a))?b*)*\\1()", "(?:^)*a",
    ])
    func emptyRoundsEnd(_ source: String) throws {
        for engine in try PatternEngine.all(for: source) {
            #expect(engine.search("ba") == .match, "\(engine.name)")
        }
    }

    @Test func illFormedTextTrapsNothing() throws {
        let bytes: [UInt8] = [
            0xFF, 0xC3, 0x28, 0xE2, 0x82, 0xF0, 0x9F, 0x98, 0xED, 0xA0, 0x80, 0xF5, 0x80, 0xC0, 0xAF, 0xE2,
        ]
        for source in ["^[^]*$", "(?<=.)x", "(?<!\\b.)$", "\\p{L}+x", "(.)\\1\\1\\1x"] {
            let pattern = try Pattern(source)
            for start in bytes.indices {
                for end in start...bytes.count { _ = pattern.search(bytes.span.extracting(start..<end)) }
            }
        }
        let outcome = try Pattern("^[^]*$").search(bytes.span)
        #expect(outcome == .match)
    }
}
