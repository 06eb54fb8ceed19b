/// Builds a `PatternTable` by following a `LinearSimulation` from every state over every class.
struct PatternTableBuilder {
    /// Bounds that keep building under some milliseconds and the table under 128 KiB.
    private static let maximumEntries = Int(UInt16.max)
    private static let maximumWork = 1 << 19
    /// Rows that end a search come first: nothing can match any more, and found.
    private static let endings = 2

    private struct State: Hashable {
        let kernel: [Int]
        let before: LinearSimulation.Side
    }

    private let alphabet: PatternAlphabet
    private var simulation: LinearSimulation
    private var numbers: [State: Int] = [:]
    private var states: [State] = []
    private var transitions: [UInt16]
    private var acceptsAtEnd = [Bool](repeating: false, count: endings)

    /// Nil when the table would be too large.
    static func table(for program: LinearProgram, _ alphabet: PatternAlphabet) -> PatternTable? {
        var builder = PatternTableBuilder(program, alphabet)
        guard let start = builder.row(of: State(kernel: [0], before: .edge)) else { return nil }
        var next = 0
        while next < builder.states.count {
            guard builder.simulation.work < maximumWork, builder.fill(builder.states[next]) else { return nil }
            next += 1
        }
        return PatternTable(
            alphabet: alphabet, start: start, transitions: builder.transitions, acceptsAtEnd: builder.acceptsAtEnd)
    }

    private init(_ program: LinearProgram, _ alphabet: PatternAlphabet) {
        self.alphabet = alphabet
        simulation = LinearSimulation(program, alphabet)
        transitions = [UInt16](repeating: 0, count: Self.endings * alphabet.classCount)
    }

    /// Where the row of a state starts; nil when the table is full.
    private mutating func row(of state: State) -> Int? {
        let width = alphabet.classCount
        guard !state.kernel.isEmpty else { return PatternTable.dead }
        if let number = numbers[state] { return (number + Self.endings) * width }
        guard (states.count + Self.endings + 1) * width <= Self.maximumEntries else { return nil }
        numbers[state] = states.count
        states.append(state)
        return (states.count - 1 + Self.endings) * width
    }

    /// Appends the row of a state; false when the table is full.
    private mutating func fill(_ state: State) -> Bool {
        let beforeWord = simulation.closure(of: state.kernel, before: state.before, after: .word)
        let beforeOther = simulation.closure(of: state.kernel, before: state.before, after: .other)
        for classIndex in 0..<alphabet.classCount {
            let side = simulation.side(of: classIndex)
            guard let readers = side == .word ? beforeWord : beforeOther else {
                transitions.append(UInt16(alphabet.classCount))
                continue
            }
            let kernel = simulation.step(readers, over: classIndex).sorted()
            guard let target = row(of: State(kernel: kernel, before: side)) else { return false }
            transitions.append(UInt16(target))
        }
        acceptsAtEnd.append(simulation.closure(of: state.kernel, before: state.before, after: .edge) == nil)
        return true
    }
}
