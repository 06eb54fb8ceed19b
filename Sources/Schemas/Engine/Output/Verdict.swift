/// What came of validating one instance.
public struct Verdict: Sendable {
    public let isValid: Bool

    /// The findings, in the order of the instance, up to the limit of the context. Empty exactly when valid.
    public let violations: [Violation]

    /// How many findings there are beyond the limit.
    public let more: Int

    static let valid = Verdict(isValid: true, violations: [], more: 0)

    init(isValid: Bool, violations: [Violation], more: Int) {
        self.isValid = isValid
        self.violations = violations
        self.more = more
    }
}
