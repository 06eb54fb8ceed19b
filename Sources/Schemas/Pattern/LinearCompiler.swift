/// Writes the instructions of a `LinearProgram`. Greed and group numbers don't matter to whether a pattern occurs.
struct LinearCompiler {
    var instructions: [LinearProgram.Instruction] = []
    var usesWordBoundary = false

    mutating func emit(_ node: PatternNode) {
        switch node {
        case .empty, .look, .backreference: break
        case .scalars(let set): instructions.append(.scalars(set: set))
        case .sequence(let parts): for part in parts { emit(part) }
        case .alternatives(let parts): emitAlternatives(parts)
        case .capture(_, let part): emit(part)
        case .repetition(let repetition, of: let part): emit(repetition, of: part)
        case .assertion(let assertion):
            usesWordBoundary = usesWordBoundary || assertion == .wordBoundary || assertion == .notWordBoundary
            instructions.append(.assertion(assertion))
        }
    }

    private mutating func emitAlternatives(_ parts: [PatternNode]) {
        var exits: [Int] = []
        for part in parts.dropLast() {
            let split = reserve()
            emit(part)
            exits.append(reserve())
            instructions[split] = .split(UInt16(split + 1), end)
        }
        if let last = parts.last { emit(last) }
        for exit in exits { instructions[exit] = .jump(end) }
    }

    private mutating func emit(_ repetition: PatternRepetition, of part: PatternNode) {
        let before = instructions.count
        if repetition.minimum > 0 { emit(part) }
        guard instructions.count > before || repetition.minimum == 0 else { return }
        for _ in 1..<max(repetition.minimum, 1) { emit(part) }
        if repetition.maximum == .max {
            emitLoop(part)
        } else {
            emitOptions(part, count: repetition.maximum - repetition.minimum)
        }
    }

    private mutating func emitLoop(_ part: PatternNode) {
        let split = reserve()
        emit(part)
        instructions.append(.jump(UInt16(split)))
        instructions[split] = .split(UInt16(split + 1), end)
    }

    /// As `(part(part(part)?)?)?`: each option leaves straight to the end.
    private mutating func emitOptions(_ part: PatternNode, count: Int) {
        var splits: [Int] = []
        for _ in 0..<count {
            splits.append(reserve())
            emit(part)
            guard instructions.count > splits[0] + 1 else { break }
        }
        for split in splits { instructions[split] = .split(UInt16(split + 1), end) }
    }

    /// The place behind what has been written; `LinearProgram.maximumSize` keeps it small.
    private var end: UInt16 { UInt16(instructions.count) }

    /// Room for an instruction whose targets are known later.
    private mutating func reserve() -> Int {
        instructions.append(.match)
        return instructions.count - 1
    }
}
