/// A parsed pattern.
struct PatternSyntax: Sendable {
    let root: PatternNode
    /// The different sets of code points that the tree refers to by index.
    let sets: [ScalarSet]
    /// Number of capturing groups.
    let groupCount: Int
    /// Whether the pattern has lookaround or back references, which no automaton can follow.
    let needsBacktracking: Bool
}
