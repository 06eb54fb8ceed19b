extension LinearSimulation {
    /// About half a second of work; a text of 64 KiB stays below it with every pattern of up to 2,000 instructions.
    static let maximumWork = 1 << 27

    mutating func search(_ text: Span<UInt8>) -> PatternOutcome {
        var kernel = [0]
        var before = Side.edge
        var position = 0
        while position < text.count {
            let classIndex = alphabet.classIndex(of: text.scalar(at: &position))
            let after = side(of: classIndex)
            guard let readers = closure(of: kernel, before: before, after: after) else { return .match }
            kernel = step(readers, over: classIndex)
            guard !kernel.isEmpty else { return .noMatch }
            guard work <= Self.maximumWork else { return .outOfSteps }
            before = after
        }
        return closure(of: kernel, before: before, after: .edge) == nil ? .match : .noMatch
    }
}
