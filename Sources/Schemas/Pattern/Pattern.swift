/// A regular expression of ECMA-262 with the `u` flag, searched for anywhere in a text, as the keyword `pattern` of
/// JSON Schema asks.
///
/// Patterns without lookaround and back references take time in proportion to the text, whatever the text: they
/// become a table when that is small enough, and are simulated otherwise. All others, and those whose counted
/// repetitions are too large to write out, are searched by backtracking within a number of steps.
///
/// A pattern never changes, so threads share it freely. A class, so that a caller that picks one out of many counts one
/// reference instead of those of all its parts.
final class Pattern: Sendable {
    enum Engine: Sendable {
        case table(PatternTable)
        indirect case simulation(LinearProgram, PatternAlphabet)
        indirect case backtracking(BacktrackingProgram, PatternAlphabet)
    }

    /// The pattern as it was written.
    let source: String
    let engine: Engine
    /// No shorter text, in code points, has the pattern in it.
    private let minimumLength: Int

    /// - Parameter source: at most 65,536 bytes, groups nested at most 128 deep.
    /// - Throws: `PatternError` when the source is no pattern by ECMA-262 section 22.2.1 with the `u` flag, or too large.
    init(_ source: String) throws(PatternError) {
        let syntax = try PatternParser.parse(source)
        guard let alphabet = PatternAlphabet(sets: syntax.sets) else {
            throw PatternError(reason: .tooLarge, offset: 0)
        }
        self.source = source
        minimumLength = syntax.root.minimumLength
        if let program = LinearProgram(syntax) {
            engine =
                PatternTableBuilder.table(for: program, alphabet).map(Engine.table) ?? .simulation(program, alphabet)
        } else {
            engine = .backtracking(BacktrackingProgram(syntax), alphabet)
        }
    }

    /// Whether a text is a pattern.
    static func isValid(_ source: String) -> Bool {
        (try? PatternParser.parse(source)) != nil
    }

    /// Searches for the pattern.
    ///
    /// - Parameter text: UTF-8.
    func search(_ text: Span<UInt8>) -> PatternOutcome {
        guard text.count >= minimumLength else { return .noMatch }
        switch engine {
        case .table(let table):
            return table.search(text)
        case .simulation(let program, let alphabet):
            var simulation = LinearSimulation(program, alphabet)
            return simulation.search(text)
        case .backtracking(let program, let alphabet):
            var machine = BacktrackingMachine(program, alphabet)
            return machine.search(text)
        }
    }
}
