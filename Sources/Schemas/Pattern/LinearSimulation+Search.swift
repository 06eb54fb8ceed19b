extension LinearSimulation {
    /// Less than a second of work.
    static let maximumWork = 1 << 27

    /// Follows the text, and remembers each step that it has worked out.
    mutating func search(_ text: Span<UInt8>) -> PatternOutcome {
        var steps = LinearSteps(classCount: alphabet.classCount)
        var state = steps.number(of: .start)
        var position = 0
        while position < text.count {
            let classIndex = alphabet.classIndex(of: text.scalar(at: &position))
            if let known = steps.next(from: state, over: classIndex) {
                state = known
                continue
            }
            guard let readers = closure(of: steps.kernels[state], after: side(of: classIndex)) else { return .match }
            let kernel = step(readers, over: classIndex)
            guard !kernel.instructions.isEmpty else { return .noMatch }
            guard work <= Self.maximumWork else { return .outOfSteps }
            state = steps.note(kernel, from: state, over: classIndex)
        }
        return closure(of: steps.kernels[state], after: .edge) == nil ? .match : .noMatch
    }
}
