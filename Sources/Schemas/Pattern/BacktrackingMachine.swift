/// Runs a `BacktrackingProgram` on one text, within a number of steps.
///
/// Choices and overwritten registers lie on one explicit stack. The machine calls itself for lookaround only, as deep
/// as the pattern nests it.
struct BacktrackingMachine {
    private enum Entry {
        case choice(instruction: Int, position: Int)
        case restore(register: Int, value: Int)
    }

    private static let maximumStack = 1 << 20
    private static let unset = -1

    let program: BacktrackingProgram
    let alphabet: PatternAlphabet
    private var instruction = 0
    private var position = 0
    private var registers: [Int]
    private var stack: [Entry] = []
    private var stepsLeft = 0

    init(_ program: BacktrackingProgram, _ alphabet: PatternAlphabet) {
        self.program = program
        self.alphabet = alphabet
        registers = [Int](repeating: Self.unset, count: program.registerCount)
    }

    /// A quarter of a million steps and sixteen for each byte of the text: some tens of milliseconds for 64 KiB.
    mutating func search(_ text: Span<UInt8>) -> PatternOutcome {
        stepsLeft = 250_000 + 16 * text.count
        var start = 0
        while true {
            let outcome = run(from: 0, at: start, in: text)
            guard outcome == .noMatch, start < text.count, !program.isAnchored else { return outcome }
            _ = text.scalar(at: &start)
        }
    }

    /// Runs until `found`. After `noMatch` the stack and the registers are as they were before.
    private mutating func run(from first: Int, at place: Int, in text: Span<UInt8>) -> PatternOutcome {
        let base = stack.count
        instruction = first
        position = place
        while stepsLeft > 0, stack.count < Self.maximumStack {
            stepsLeft -= 1
            if case .found = program.instructions[instruction] { return .match }
            guard perform(in: text) || backtrack(to: base) else {
                return stepsLeft > 0 ? .noMatch : .outOfSteps
            }
        }
        stepsLeft = 0
        return .outOfSteps
    }

    /// Carries out one instruction; false when this way fails.
    private mutating func perform(in text: Span<UInt8>) -> Bool {
        switch program.instructions[instruction] {
        case .scalars(let set, let isBackward):
            guard read(set, isBackward: isBackward, in: text) else { return false }
        case .choice(let first, let second):
            stack.append(.choice(instruction: second, position: position))
            instruction = first
            return true
        case .jump(let target):
            instruction = target
            return true
        case .assertion(let assertion):
            guard holds(assertion, in: text) else { return false }
        case .note(let register):
            set(register, position)
        case .enterLoop(let index):
            set(program.loops[index].rounds, 0)
        case .loop(let index):
            decide(program.loops[index])
            return true
        case .round(let index):
            beginRound(program.loops[index])
        case .endRound(let index):
            return endRound(program.loops[index])
        case .look(let isNegative, let end):
            return look(isNegative: isNegative, end: end, in: text)
        case .backreference(let group, let isBackward):
            guard readAgain(group, isBackward: isBackward, in: text) else { return false }
        case .found: break
        }
        instruction += 1
        return true
    }

    private mutating func backtrack(to base: Int) -> Bool {
        while stack.count > base, let entry = stack.popLast() {
            switch entry {
            case .restore(let register, let value): registers[register] = value
            case .choice(let choice, let place):
                instruction = choice
                position = place
                return true
            }
        }
        return false
    }

    private mutating func set(_ register: Int, _ value: Int) {
        stack.append(.restore(register: register, value: registers[register]))
        registers[register] = value
    }
}

// MARK: Reading

extension BacktrackingMachine {
    private mutating func read(_ set: Int, isBackward: Bool, in text: Span<UInt8>) -> Bool {
        guard isBackward ? position > 0 : position < text.count else { return false }
        let scalar = isBackward ? text.scalar(before: &position) : text.scalar(at: &position)
        return alphabet.isMember(alphabet.classIndex(of: scalar), of: set)
    }

    /// A group that has not been closed matches the empty text.
    private mutating func readAgain(_ group: Int, isBackward: Bool, in text: Span<UInt8>) -> Bool {
        let start = registers[BacktrackingProgram.startRegister(of: group)]
        let end = registers[BacktrackingProgram.endRegister(of: group)]
        guard start != Self.unset, end != Self.unset else { return true }
        let length = end - start
        let first = isBackward ? position - length : position
        guard first >= 0, first + length <= text.count else { return false }
        for offset in 0..<length where text[start + offset] != text[first + offset] { return false }
        stepsLeft -= length
        position = isBackward ? first : first + length
        return true
    }

    private func holds(_ assertion: PatternAssertion, in text: Span<UInt8>) -> Bool {
        assertion.holds(before: side(before: position, in: text), after: side(after: position, in: text))
    }

    private func side(before place: Int, in text: Span<UInt8>) -> LinearSimulation.Side {
        guard place > 0 else { return .edge }
        var probe = place
        return alphabet.isWord[alphabet.classIndex(of: text.scalar(before: &probe))] ? .word : .other
    }

    private func side(after place: Int, in text: Span<UInt8>) -> LinearSimulation.Side {
        guard place < text.count else { return .edge }
        var probe = place
        return alphabet.isWord[alphabet.classIndex(of: text.scalar(at: &probe))] ? .word : .other
    }
}

// MARK: Loops and lookaround

extension BacktrackingMachine {
    private mutating func decide(_ loop: BacktrackingProgram.Loop) {
        let rounds = registers[loop.rounds]
        let roundStart = loop.head + 1
        if rounds < loop.repetition.minimum {
            instruction = roundStart
        } else if rounds >= loop.repetition.maximum {
            instruction = loop.exit
        } else {
            let isGreedy = loop.repetition.isGreedy
            stack.append(.choice(instruction: isGreedy ? loop.exit : roundStart, position: position))
            instruction = isGreedy ? roundStart : loop.exit
        }
    }

    private mutating func beginRound(_ loop: BacktrackingProgram.Loop) {
        set(loop.rounds, registers[loop.rounds] + 1)
        set(loop.began, position)
        for group in loop.repetition.groups {
            set(BacktrackingProgram.startRegister(of: group), Self.unset)
            set(BacktrackingProgram.endRegister(of: group), Self.unset)
        }
        stepsLeft -= loop.repetition.groups.count
    }

    /// A round beyond the minimum that read nothing fails, or it would go on for ever.
    private mutating func endRound(_ loop: BacktrackingProgram.Loop) -> Bool {
        let isOptional = registers[loop.rounds] > loop.repetition.minimum
        guard !isOptional || position != registers[loop.began] else { return false }
        instruction = loop.head
        return true
    }

    private mutating func look(isNegative: Bool, end: Int, in text: Span<UInt8>) -> Bool {
        let base = stack.count
        let place = position
        let outcome = run(from: instruction + 1, at: place, in: text)
        guard outcome != .outOfSteps, (outcome == .match) != isNegative else {
            while backtrack(to: base) {}
            return false
        }
        keepRestores(above: base)
        position = place
        instruction = end
        return true
    }

    /// Gives up the choices of a finished lookaround; what it overwrote must still come back when this way fails.
    private mutating func keepRestores(above base: Int) {
        var kept = base
        for index in base..<stack.count {
            guard case .restore = stack[index] else { continue }
            stack[kept] = stack[index]
            kept += 1
        }
        stack.removeLast(stack.count - kept)
    }
}
