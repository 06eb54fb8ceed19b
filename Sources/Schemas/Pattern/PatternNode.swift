/// The syntax tree of a pattern. Sets of code points are kept apart, in `PatternSyntax.sets`.
indirect enum PatternNode: Sendable {
    case empty
    /// One code point out of the set with this index.
    case scalars(set: Int)
    case sequence([PatternNode])
    /// In order of preference.
    case alternatives([PatternNode])
    case assertion(PatternAssertion)
    case repetition(PatternRepetition, of: PatternNode)
    /// A capturing group, numbered from 1.
    case capture(group: Int, PatternNode)
    case look(PatternLook, PatternNode)
    case backreference(group: Int)
}

/// A condition on a place between two code points.
enum PatternAssertion: Hashable, Sendable {
    case start, end, wordBoundary, notWordBoundary
}

/// How often the repeated part may follow itself.
struct PatternRepetition: Sendable {
    let minimum: Int
    /// `Int.max` when there is no upper bound.
    let maximum: Int
    let isGreedy: Bool
    /// The capturing groups inside the repeated part: each round starts with these unset.
    let groups: Range<Int>
}

/// Lookahead or lookbehind.
struct PatternLook: Sendable {
    let isBehind: Bool
    let isNegative: Bool
}

extension PatternNode {
    /// The number of code points that every match reads at least, saturating.
    var minimumLength: Int {
        switch self {
        case .empty, .assertion, .look, .backreference: 0
        case .scalars: 1
        case .sequence(let parts): parts.reduce(0) { $0.saturatingAdd($1.minimumLength) }
        case .alternatives(let parts): parts.map(\.minimumLength).min() ?? 0
        case .capture(_, let part): part.minimumLength
        case .repetition(let repetition, of: let part): part.minimumLength.saturatingMultiply(repetition.minimum)
        }
    }
}
