/// Where a walk is, and what it found on the way.
struct Trace {
    /// A step from an object or array to a child.
    enum InstanceStep {
        /// Behind a key, given by its node, that the schema names.
        case member(Int)
        /// Behind a key, given by its node, that only the instance names.
        case foreign(Int)
        case element(Int)
    }

    /// A step from a subschema to one that it applies.
    struct Step {
        let keyword: Keyword
        /// What follows the keyword: the number of a name, pattern or position; -1 for nothing.
        let token: Int
    }

    /// How much was found at some moment.
    struct Mark {
        let violations: Int
        let more: Int
    }

    static let none = Trace(isOn: false, limit: 0, wantsAnnotations: false)

    let isOn: Bool
    let limit: Int
    let wantsAnnotations: Bool
    var instance: [InstanceStep] = []
    var keywords: [Step] = []
    var subschemas: [Int32] = []
    /// How many alternatives (`anyOf`, `oneOf`) the walk is inside of.
    var alternatives = 0
    private(set) var violations: [Violation] = []
    /// How many findings came after the limit.
    private(set) var more = 0
    /// The finding that the walk could not tell.
    private(set) var inconclusive: Violation?
    private(set) var annotations: [Annotation] = []

    init(isOn: Bool = true, limit: Int, wantsAnnotations: Bool = false) {
        self.isOn = isOn
        self.limit = limit
        self.wantsAnnotations = wantsAnnotations
    }

    var mark: Mark { Mark(violations: violations.count, more: more) }

    mutating func forget(after mark: Mark) {
        violations.removeLast(violations.count - mark.violations)
        more = mark.more
    }

    mutating func forgetAnnotations(after count: Int) {
        if annotations.count > count { annotations.removeLast(annotations.count - count) }
    }

    mutating func add(_ keyword: Keyword?, _ problem: () -> Problem, _ content: JSONContent, _ program: Program) {
        guard violations.count < limit else {
            more += 1
            return
        }
        violations.append(violation(keyword, problem(), content, program))
    }

    mutating func setInconclusive(
        _ keyword: Keyword, _ problem: Problem, _ content: JSONContent, _ program: Program
    ) {
        inconclusive = violation(keyword, problem, content, program)
    }

    /// Notes the annotations of the subschema that was just found to hold.
    mutating func annotate(_ content: JSONContent, _ program: Program) {
        guard let id = subschemas.last.map(Int.init) else { return }
        for (name, value) in program.sources[id].members
        where Keyword(rawValue: name)?.isAnnotation ?? true {
            annotations.append(
                Annotation(
                    instanceLocation: instanceLocation(content),
                    keywordLocation: keywordLocation(program).appending(name),
                    absoluteKeywordLocation: program.locations[id] + "/" + JSONPointer.escape(name),
                    value: value))
        }
    }

    private func violation(
        _ keyword: Keyword?, _ problem: Problem, _ content: JSONContent, _ program: Program
    ) -> Violation {
        let id = Int(subschemas.last ?? 0)
        let path = keywordLocation(program)
        return Violation(
            problem: problem, instanceLocation: instanceLocation(content),
            keywordLocation: keyword.map { path.appending($0.rawValue) } ?? path,
            absoluteKeywordLocation: program.locations[id] + (keyword.map { "/" + $0.rawValue } ?? ""),
            keyword: (keyword ?? keywords.last?.keyword)?.rawValue ?? "", subschema: program.sources[id],
            isAlternative: alternatives > 0)
    }

    private func instanceLocation(_ content: JSONContent) -> JSONPointer {
        JSONPointer(
            tokens: instance.map { step in
                switch step {
                case .member(let key): content.string(at: key)
                case .foreign(let key): ForeignKey.shown(content.string(at: key))
                case .element(let position): String(position)
                }
            })
    }

    private func keywordLocation(_ program: Program) -> JSONPointer {
        var tokens: [String] = []
        for step in keywords {
            tokens.append(step.keyword.rawValue)
            guard step.token >= 0 else { continue }
            switch step.keyword {
            case .properties, .dependentSchemas, .dependencies:
                tokens.append(String(decoding: ProgramView(program).name(step.token), as: UTF8.self))
            case .patternProperties: tokens.append(program.patternSources[step.token])
            default: tokens.append(String(step.token))
            }
        }
        return JSONPointer(tokens: tokens)
    }
}
