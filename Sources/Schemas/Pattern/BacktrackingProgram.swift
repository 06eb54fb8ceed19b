/// A pattern for `BacktrackingMachine`: the search that ECMA-262 section 22.2.2 describes, as instructions.
struct BacktrackingProgram: Sendable {
    enum Instruction: Sendable {
        case scalars(set: Int, isBackward: Bool)
        /// The first target, and the second when that way fails.
        case choice(Int, Int)
        case jump(Int)
        case assertion(PatternAssertion)
        /// Notes the position in a register.
        case note(register: Int)
        case enterLoop(Int)
        /// Decides whether another round of the loop follows.
        case loop(Int)
        /// Starts a round: counts it and clears its groups.
        case round(Int)
        case endRound(Int)
        /// The body follows, up to `found`; `end` is behind it.
        case look(isNegative: Bool, end: Int)
        case backreference(group: Int, isBackward: Bool)
        case found
    }

    /// A repetition that must count its rounds or watch for empty ones.
    struct Loop: Sendable {
        let repetition: PatternRepetition
        /// Registers of the number of rounds and of the place where the round began.
        let rounds: Int
        let began: Int
        /// The instruction that decides on another round, and the one behind the loop.
        let head: Int
        var exit: Int
    }

    let instructions: [Instruction]
    let loops: [Loop]
    let registerCount: Int
    /// Whether every way begins with `^`.
    let isAnchored: Bool

    init(_ syntax: PatternSyntax) {
        var compiler = BacktrackingCompiler(registerCount: 2 * (syntax.groupCount + 1))
        compiler.emit(syntax.root, isBackward: false)
        compiler.instructions.append(.found)
        instructions = compiler.instructions
        loops = compiler.loops
        registerCount = compiler.registerCount
        isAnchored = syntax.root.isAnchored
    }

    static func startRegister(of group: Int) -> Int { 2 * group }
    static func endRegister(of group: Int) -> Int { 2 * group + 1 }
}

extension PatternNode {
    fileprivate var isAnchored: Bool {
        switch self {
        case .assertion(let assertion): assertion == .start
        case .sequence(let parts): parts.first?.isAnchored ?? false
        case .alternatives(let parts): parts.allSatisfy(\.isAnchored)
        case .capture(_, let part): part.isAnchored
        case .empty, .scalars, .repetition, .look, .backreference: false
        }
    }
}
