/// What a search for a pattern found.
public enum PatternOutcome: Hashable, Sendable {
    /// The pattern occurs in the text.
    case match
    /// The pattern does not occur in the text.
    case noMatch
    /// The search was given up at its step limit: whether the pattern occurs is not known.
    case outOfSteps
}
