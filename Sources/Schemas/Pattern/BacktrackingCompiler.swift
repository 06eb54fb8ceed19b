/// Writes the instructions of a `BacktrackingProgram`. The body of a lookbehind reads from right to left.
struct BacktrackingCompiler {
    var instructions: [BacktrackingProgram.Instruction] = []
    var loops: [BacktrackingProgram.Loop] = []
    /// The first registers hold the bounds of the groups, the rest those of the loops.
    var registerCount: Int

    init(registerCount: Int) {
        self.registerCount = registerCount
    }

    mutating func emit(_ node: PatternNode, isBackward: Bool) {
        switch node {
        case .empty: break
        case .scalars(let set): instructions.append(.scalars(set: set, isBackward: isBackward))
        case .sequence(let parts):
            for part in isBackward ? parts.reversed() : parts { emit(part, isBackward: isBackward) }
        case .alternatives(let parts): emitAlternatives(parts, isBackward: isBackward)
        case .assertion(let assertion): instructions.append(.assertion(assertion))
        case .repetition(let repetition, of: let part): emit(repetition, of: part, isBackward: isBackward)
        case .capture(let group, let part): emitCapture(group, part, isBackward: isBackward)
        case .look(let look, let part): emit(look, part)
        case .backreference(let group):
            instructions.append(.backreference(group: group, isBackward: isBackward))
        }
    }

    private mutating func emitAlternatives(_ parts: [PatternNode], isBackward: Bool) {
        var exits: [Int] = []
        for part in parts.dropLast() {
            let choice = reserve()
            emit(part, isBackward: isBackward)
            exits.append(reserve())
            instructions[choice] = .choice(choice + 1, instructions.count)
        }
        if let last = parts.last { emit(last, isBackward: isBackward) }
        for exit in exits { instructions[exit] = .jump(instructions.count) }
    }

    private mutating func emit(_ repetition: PatternRepetition, of part: PatternNode, isBackward: Bool) {
        let isPlain = repetition.minimum <= 1 && repetition.maximum == .max && repetition.groups.isEmpty
        if isPlain && part.minimumLength > 0 {
            emitPlainLoop(repetition, of: part, isBackward: isBackward)
        } else {
            emitCountedLoop(repetition, of: part, isBackward: isBackward)
        }
    }

    /// `*` or `+` over something that always reads needs no counter and no watch for empty rounds.
    private mutating func emitPlainLoop(_ repetition: PatternRepetition, of part: PatternNode, isBackward: Bool) {
        if repetition.minimum == 1 { emit(part, isBackward: isBackward) }
        let head = reserve()
        emit(part, isBackward: isBackward)
        instructions.append(.jump(head))
        let exit = instructions.count
        instructions[head] = repetition.isGreedy ? .choice(head + 1, exit) : .choice(exit, head + 1)
    }

    private mutating func emitCountedLoop(_ repetition: PatternRepetition, of part: PatternNode, isBackward: Bool) {
        let index = loops.count
        let head = instructions.count + 1
        loops.append(
            BacktrackingProgram.Loop(
                repetition: repetition, rounds: registerCount, began: registerCount + 1, head: head, exit: head))
        registerCount += 2
        instructions += [.enterLoop(index), .loop(index), .round(index)]
        emit(part, isBackward: isBackward)
        instructions.append(.endRound(index))
        loops[index].exit = instructions.count
    }

    private mutating func emitCapture(_ group: Int, _ part: PatternNode, isBackward: Bool) {
        let start = BacktrackingProgram.startRegister(of: group)
        let end = BacktrackingProgram.endRegister(of: group)
        instructions.append(.note(register: isBackward ? end : start))
        emit(part, isBackward: isBackward)
        instructions.append(.note(register: isBackward ? start : end))
    }

    private mutating func emit(_ look: PatternLook, _ part: PatternNode) {
        let start = reserve()
        emit(part, isBackward: look.isBehind)
        instructions.append(.found)
        instructions[start] = .look(isNegative: look.isNegative, end: instructions.count)
    }

    /// Room for an instruction whose targets are known later.
    private mutating func reserve() -> Int {
        instructions.append(.found)
        return instructions.count - 1
    }
}
