/// A pattern as a deterministic automaton, built once: a search reads each byte once, looks up one number for each
/// code point, and allocates nothing.
final class PatternTable: Sendable {
    /// The row in which nothing can match any more. The row behind it means that the pattern has been found.
    static let dead = 0

    let alphabet: PatternAlphabet
    /// Where the row of the first state starts.
    let start: Int
    /// One row per state, one column per class of the alphabet: where the next state's row starts.
    let transitions: [UInt16]
    /// By row: whether the pattern is found when the text ends here.
    let acceptsAtEnd: [Bool]

    init(alphabet: PatternAlphabet, start: Int, transitions: [UInt16], acceptsAtEnd: [Bool]) {
        self.alphabet = alphabet
        self.start = start
        self.transitions = transitions
        self.acceptsAtEnd = acceptsAtEnd
    }

    func search(_ text: Span<UInt8>) -> PatternOutcome {
        let found = alphabet.classCount
        var row = start
        var position = 0
        while position < text.count {
            let classIndex = alphabet.classIndex(of: text.scalar(at: &position))
            row = Int(transitions[row + classIndex])
            if row <= found { return row == found ? .match : .noMatch }
        }
        return acceptsAtEnd[row / found] ? .match : .noMatch
    }
}
