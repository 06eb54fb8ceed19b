/// What a validation needs to know besides schema and instance.
public struct ValidationContext: Sendable {
    /// The day that `notAfterToday` compares with; a schema with that keyword cannot be applied without.
    public let today: CivilDate?

    /// How many findings are listed; the others are counted.
    public let maxViolations: Int

    public init(today: CivilDate? = nil, maxViolations: Int = 1000) {
        self.today = today
        self.maxViolations = max(1, maxViolations)
    }
}
