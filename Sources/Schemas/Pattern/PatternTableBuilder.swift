/// Builds a `PatternTable` by following a `LinearSimulation` from every state over every class.
struct PatternTableBuilder {
    /// Bounds that keep building under some milliseconds and the table under 128 KiB.
    private static let maximumEntries = Int(UInt16.max)
    private static let maximumWork = 1 << 19
    /// Rows that end a search come first: nothing can match any more, and found.
    private static let endings = 2

    private let alphabet: PatternAlphabet
    private var simulation: LinearSimulation
    private var numbers: [LinearKernel: Int] = [:]
    private var states: [LinearKernel] = []
    private var transitions: [UInt16]
    private var acceptsAtEnd = [Bool](repeating: false, count: endings)

    /// Nil when the table would be too large.
    static func table(for program: LinearProgram, _ alphabet: PatternAlphabet) -> PatternTable? {
        var builder = PatternTableBuilder(program, alphabet)
        guard let start = builder.row(of: .start) else { return nil }
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
    private mutating func row(of state: LinearKernel) -> Int? {
        let width = alphabet.classCount
        guard !state.instructions.isEmpty else { return PatternTable.dead }
        if let number = numbers[state] { return (number + Self.endings) * width }
        guard (states.count + Self.endings + 1) * width <= Self.maximumEntries else { return nil }
        numbers[state] = states.count
        states.append(state)
        return (states.count - 1 + Self.endings) * width
    }

    /// Appends the row of a state; false when the table is full.
    private mutating func fill(_ state: LinearKernel) -> Bool {
        let beforeWord = simulation.closure(of: state, after: .word)
        let beforeOther = simulation.closure(of: state, after: .other)
        for classIndex in 0..<alphabet.classCount {
            let side = simulation.side(of: classIndex)
            guard let readers = side == .word ? beforeWord : beforeOther else {
                transitions.append(UInt16(alphabet.classCount))
                continue
            }
            guard let target = row(of: simulation.step(readers, over: classIndex)) else { return false }
            transitions.append(UInt16(target))
        }
        acceptsAtEnd.append(simulation.closure(of: state, after: .edge) == nil)
        return true
    }
}
