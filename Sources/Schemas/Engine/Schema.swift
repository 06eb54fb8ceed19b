/// A compiled schema. Immutable; any number of threads may use it at the same time.
public final class Schema: Sendable {
    /// The URI it was compiled from, with fragment.
    public let uri: String
    let program: Program
    let edges: [SubschemaEdges]
    let root: Int32

    init(uri: String, program: Program, edges: [SubschemaEdges], root: Int32) {
        self.uri = uri
        self.program = program
        self.edges = edges
        self.root = root
    }

    /// Whether the instance is valid; stops at the first thing that is wrong. The same answer as `validate`.
    public func accepts(
        _ document: JSONDocument, _ context: ValidationContext = ValidationContext()
    ) throws(ValidationError) -> Bool {
        try requireToday(context)
        return walk(document, context, trace: nil).isValid
    }

    /// Validates an instance and lists all that is wrong with it, up to the context's limit.
    ///
    /// A walk that cannot be ended (a pattern out of steps, schemas that apply each other without end) counts as not
    /// valid, also inside `not`.
    public func validate(
        _ document: JSONDocument, _ context: ValidationContext = ValidationContext()
    ) throws(ValidationError) -> Verdict {
        if try accepts(document, context) { return .valid }
        let trace = walk(document, context, trace: Trace(limit: context.maxViolations)).trace
        var violations = trace.violations
        if let inconclusive = trace.inconclusive { violations.insert(inconclusive, at: 0) }
        return Verdict(isValid: false, violations: violations, more: trace.more)
    }

    /// The output format `basic` (Core section 12.4.2): findings, or the annotations of a valid instance.
    public func basicOutput(
        _ document: JSONDocument, _ context: ValidationContext = ValidationContext()
    ) throws(ValidationError) -> JSONTree {
        let verdict = try validate(document, context)
        guard verdict.isValid else { return verdict.basic }
        let trace = Trace(limit: context.maxViolations, wantsAnnotations: true)
        return Verdict.basic(walk(document, context, trace: trace).trace.annotations)
    }

    private func walk(
        _ document: JSONDocument, _ context: ValidationContext, trace: Trace?
    ) -> (isValid: Bool, trace: Trace) {
        document.withContent { content in
            program.constants.withContent { constants in
                var evaluator = Evaluator(program, content, constants: constants, today: context.today, trace: trace)
                let holds = evaluator.evaluate(root, 0, -1)
                return (holds && !evaluator.isInconclusive, evaluator.trace)
            }
        }
    }

    private func requireToday(_ context: ValidationContext) throws(ValidationError) {
        if program.needsToday, context.today == nil { throw .todayMissing }
    }
}
