/// Why a text is not a pattern that this engine accepts, and where.
public struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in the terms of ECMA-262 section 22.2.1 with the `u` flag.
    public enum Reason: String, Hashable, Sendable {
        case unexpectedEnd = "the pattern ends in the middle of an escape, a group, a class or a quantifier"
        case unescapedBrace = "'{' and '}' stand for themselves only when escaped"
        case unescapedBracket = "']' stands for itself only when escaped"
        case unmatchedParenthesis = "a parenthesis has no partner"
        case unterminatedClass = "the class has no closing ']'"
        case nothingToRepeat = "the quantifier has nothing to repeat"
        case quantifierRange = "the quantifier's minimum is larger than its maximum"
        case quantifierForm = "a quantifier is written {n}, {n,} or {n,m}"
        case invalidEscape = "the escape does not exist"
        case invalidScalar = "the escape names no Unicode code point"
        case classRange = "the class range runs backwards or ends in a class of its own"
        case unknownGroup = "the group starts with an unknown '(?' form"
        case invalidGroupName = "the group name is not an identifier between '<' and '>'"
        case duplicateGroupName = "the group name is used twice"
        case noSuchGroup = "the back reference points to a group that does not exist"
        case unknownProperty = "the Unicode property or its value does not exist"
        case nestedTooDeep = "groups are nested deeper than 128"
        case tooLarge =
            "the pattern is longer than 65,536 bytes or distinguishes more than 1,024 characters and classes"
    }

    public let reason: Reason
    /// Where the offending part starts, counted in Unicode scalars from 0.
    public let offset: Int

    public var description: String { "pattern, offset \(offset): \(reason.rawValue)" }
}
