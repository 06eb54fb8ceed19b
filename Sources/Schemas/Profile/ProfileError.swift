/// A profile that contradicts itself or can't be read is refused whole; this says why.
public struct ProfileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// At least one and at most 100.
    public let problems: [ProfileProblem]
    /// How many more there are.
    public let more: Int

    static let limit = 100

    /// - Parameter found: the problems, of which those that were found on more than one way are told once.
    init(_ found: [ProfileProblem]) {
        var seen: Set<ProfileProblem> = []
        let problems = found.filter { seen.insert($0).inserted }
        self.problems = Array(problems.prefix(Self.limit))
        more = max(0, problems.count - Self.limit)
    }

    public var description: String {
        let lines = problems.map(\.description)
        return (more > 0 ? lines + ["en nog \(more)"] : lines).joined(separator: "\n")
    }
}
