/// One simultaneous walk through a `LinearProgram`.
///
/// In a kernel, the conditions at its place (`^ $ \b \B`) have not been looked at yet: `closure` looks at them, and
/// `step` reads one code point.
struct LinearSimulation {
    /// What lies on one side of a place in the text.
    enum Side: UInt8, Hashable {
        case edge, word, other
    }

    let program: LinearProgram
    let alphabet: PatternAlphabet
    /// Whether no way from the start can be taken behind the start of the text.
    private(set) var isAnchored = false
    /// Instructions looked at so far: the measure of work.
    private(set) var work = 0
    private var marks: [UInt32]
    private var generation: UInt32 = 0
    private var pending: [UInt16] = []

    init(_ program: LinearProgram, _ alphabet: PatternAlphabet) {
        self.program = program
        self.alphabet = alphabet
        marks = [UInt32](repeating: 0, count: program.instructions.count)
        isAnchored = startsOnlyAtEdge()
    }

    private mutating func startsOnlyAtEdge() -> Bool {
        for before in [Side.word, .other] {
            let kernel = LinearKernel(instructions: [0], before: before)
            for after in [Side.word, .other, .edge] {
                guard let readers = closure(of: kernel, after: after), readers.isEmpty else { return false }
            }
        }
        return true
    }

    /// The reading instructions reachable from the kernel without reading; nil when the end of the pattern is.
    mutating func closure(of kernel: LinearKernel, after: Side) -> [UInt16]? {
        var readers: [UInt16] = []
        beginMarking()
        for start in kernel.instructions {
            pending.append(start)
            while let index = pending.popLast() {
                guard marks[Int(index)] != generation else { continue }
                marks[Int(index)] = generation
                work &+= 1
                switch program.instructions[Int(index)] {
                case .scalars: readers.append(index)
                case .jump(let target): pending.append(target)
                case .split(let first, let second):
                    pending.append(second)
                    pending.append(first)
                case .assertion(let assertion):
                    if assertion.holds(before: kernel.before, after: after) { pending.append(index + 1) }
                case .match:
                    pending.removeAll(keepingCapacity: true)
                    return nil
                }
            }
        }
        return readers
    }

    /// The kernel after a code point of this class.
    mutating func step(_ readers: [UInt16], over classIndex: Int) -> LinearKernel {
        var reached: [UInt16] = []
        for index in readers {
            guard case .scalars(let set) = program.instructions[Int(index)] else { continue }
            if alphabet.isMember(classIndex, of: set) { reached.append(index + 1) }
        }
        work &+= readers.count
        if !isAnchored { reached.append(0) }
        return LinearKernel(instructions: reached, before: side(of: classIndex))
    }

    /// The side that a code point of this class makes; without `\b` no pattern tells them apart.
    func side(of classIndex: Int) -> Side {
        program.usesWordBoundary && alphabet.isWord[classIndex] ? .word : .other
    }

    private mutating func beginMarking() {
        generation &+= 1
        guard generation == 0 else { return }
        for index in marks.indices { marks[index] = 0 }
        generation = 1
    }
}

extension PatternAssertion {
    func holds(before: LinearSimulation.Side, after: LinearSimulation.Side) -> Bool {
        switch self {
        case .start: before == .edge
        case .end: after == .edge
        case .wordBoundary: (before == .word) != (after == .word)
        case .notWordBoundary: (before == .word) == (after == .word)
        }
    }
}
