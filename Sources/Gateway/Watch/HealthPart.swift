internal import Schemas

/// One part of a node, and whether it works.
struct HealthPart: Hashable, Sendable {
    let name: String
    /// In English, with the remedy; empty when all is well or only worth a note.
    let problems: [String]
    let isUp: Bool

    init(_ name: String, problems: [String] = [], isUp: Bool? = nil) {
        self.name = name
        self.problems = problems
        self.isUp = isUp ?? problems.isEmpty
    }

    var tree: JSONTree {
        .object([
            JSONMember("part", .string(name)), JSONMember("up", .bool(isUp)),
            JSONMember("reasons", .array(problems.map { .string($0) })),
        ])
    }
}
