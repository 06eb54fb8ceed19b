@testable import Schemas

/// A pattern in one of the engines that can search for it.
struct PatternEngine {
    let name: String
    private let engine: (Span<UInt8>) -> PatternOutcome

    func search(_ text: String) -> PatternOutcome {
        engine(text.utf8.span)
    }

    /// The pattern itself, then each engine that can take it, chosen by hand.
    static func all(for source: String) throws -> [PatternEngine] {
        let pattern = try Pattern(source)
        let syntax = try PatternParser.parse(source)
        guard let alphabet = PatternAlphabet(sets: syntax.sets) else { return [] }
        let backtracking = BacktrackingProgram(syntax)
        var engines = [
            PatternEngine(name: "pattern") { pattern.search($0) },
            PatternEngine(name: "backtracking") { text in
                var machine = BacktrackingMachine(backtracking, alphabet)
                return machine.search(text)
            },
        ]
        guard let program = LinearProgram(syntax) else { return engines }
        engines.append(
            PatternEngine(name: "simulation") { text in
                var simulation = LinearSimulation(program, alphabet)
                return simulation.search(text)
            })
        guard let table = PatternTableBuilder.table(for: program, alphabet) else { return engines }
        engines.append(PatternEngine(name: "table") { table.search($0) })
        return engines
    }

    private init(name: String, _ engine: @escaping (Span<UInt8>) -> PatternOutcome) {
        self.name = name
        self.engine = engine
    }
}
