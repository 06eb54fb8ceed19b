/// A pattern as a nondeterministic automaton: every way through it is followed at once, so that the work is at most
/// the length of the text times the number of instructions.
struct LinearProgram: Sendable {
    enum Instruction: Sendable {
        case scalars(set: Int)
        case split(UInt16, UInt16)
        case jump(UInt16)
        case assertion(PatternAssertion)
        case match
    }

    /// Larger expansions are left to `BacktrackingMachine`, which counts instead.
    static let maximumSize = 32_768

    let instructions: [Instruction]
    let usesWordBoundary: Bool

    /// Nil for a pattern with lookaround or back references, and for one whose counted repetitions would expand to
    /// more than `maximumSize` instructions.
    init?(_ syntax: PatternSyntax) {
        guard !syntax.needsBacktracking, syntax.root.expandedSize < Self.maximumSize else { return nil }
        var compiler = LinearCompiler()
        compiler.emit(syntax.root)
        compiler.instructions.append(.match)
        instructions = compiler.instructions
        usesWordBoundary = compiler.usesWordBoundary
    }
}

extension PatternNode {
    /// Number of instructions after repetitions have been written out, saturating.
    fileprivate var expandedSize: Int {
        switch self {
        case .empty: 0
        case .scalars, .assertion, .look, .backreference: 1
        case .sequence(let parts): parts.reduce(0) { $0.saturatingAdd($1.expandedSize) }
        case .alternatives(let parts): parts.reduce(0) { $0.saturatingAdd($1.expandedSize).saturatingAdd(2) }
        case .capture(_, let part): part.expandedSize
        case .repetition(let repetition, of: let part): repetition.expandedSize(of: part.expandedSize)
        }
    }
}

extension PatternRepetition {
    fileprivate func expandedSize(of body: Int) -> Int {
        let fixed = body.saturatingMultiply(minimum)
        guard maximum != .max else { return fixed.saturatingAdd(body).saturatingAdd(2) }
        return fixed.saturatingAdd(body.saturatingAdd(1).saturatingMultiply(maximum - minimum))
    }
}
