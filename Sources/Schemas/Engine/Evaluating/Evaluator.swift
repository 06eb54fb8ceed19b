/// Walks one instance along a program. Without a trace it stops at the first thing that is wrong and allocates next to
/// nothing; with a trace it goes on and notes every one.
struct Evaluator {
    /// How many subschemas may be applied inside each other, which also bounds the machine's stack.
    static let deepest = 1024
    /// How many subschemas may be applied in all.
    static let most = 20_000_000

    let program: Program
    let view: ProgramView
    let content: JSONContent
    let constants: JSONContent
    let today: CivilDate?
    private var depth = 0
    private var count = 0
    /// Set when the walk could not be ended, by its own limits or those of a pattern: no verdict but "refused" is safe.
    var isInconclusive = false
    /// The resources that were entered, outermost first; kept only when a reference is dynamic.
    private(set) var scope: [Int32] = []
    /// Bits of evaluated children, in regions that grow and shrink with the walk.
    var marks: [UInt64] = []
    /// Whether findings are noted now. Off inside `not` and `if`, whose failures are no findings.
    var collects: Bool
    var trace: Trace

    init(_ program: Program, _ content: JSONContent, constants: JSONContent, today: CivilDate?, trace: Trace?) {
        self.program = program
        view = ProgramView(program)
        self.content = content
        self.constants = constants
        self.today = today
        collects = trace != nil
        self.trace = trace ?? Trace.none
    }

    /// Applies a subschema to a node. Evaluated children are marked in the region `region`, unless that is -1.
    mutating func evaluate(_ id: Int32, _ node: Int, _ region: Int) -> Bool {
        let subschema = view.subschemas + Int(id)
        switch subschema.pointee.action {
        case .accept: return trace.wantsAnnotations ? accepts(id) : true
        case .reject: return trace.isOn ? rejects(id) : false
        case .check: break
        }
        guard enter(id) else { return false }
        let annotations = trace.annotations.count
        let isValid = check(subschema, node, region)
        if trace.wantsAnnotations {
            if isValid { trace.annotate(content, program) } else { trace.forgetAnnotations(after: annotations) }
        }
        leave()
        return isValid
    }

    private mutating func check(
        _ subschema: UnsafePointer<Subschema>, _ node: Int, _ region: Int
    ) -> Bool {
        let kind = content.nodes[node].kind
        var isValid = true
        if subschema.pointee.kinds != Subschema.everyKind, !hasKind(subschema.pointee.kinds, kind, node) {
            isValid = fail(.type) { .type(expected: TypeName.names(of: subschema.pointee.kinds)) }
            if !collects { return false }
        }
        let rest: Bool
        switch kind {
        case .plain, .escaped: rest = run(subschema.pointee.strings, node, -1)
        case .integer, .decimal: rest = run(subschema.pointee.numbers, node, -1)
        case .object, .array: return checkContainer(subschema, kind, node, region) && isValid
        default: rest = true
        }
        guard rest || collects else { return false }
        return run(subschema.pointee.anything, node, -1) && rest && isValid
    }

    private mutating func checkContainer(
        _ subschema: UnsafePointer<Subschema>, _ kind: JSONNode.Kind, _ node: Int, _ outer: Int
    ) -> Bool {
        let unevaluated =
            kind == .object ? subschema.pointee.unevaluatedProperties : subschema.pointee.unevaluatedItems
        let region = unevaluated < 0 ? outer : openRegion(of: node)
        let block = kind == .object ? subschema.pointee.objects : subschema.pointee.arrays
        var isValid = run(block, node, region)
        if isValid || collects { isValid = run(subschema.pointee.anything, node, region) && isValid }
        guard unevaluated >= 0 else { return isValid }
        if isValid || collects { isValid = checkUnevaluated(unevaluated, kind, node, region) && isValid }
        closeRegion(region, into: isValid || collects ? outer : -1)
        return isValid
    }

    @inline(__always)
    private func hasKind(_ kinds: UInt16, _ kind: JSONNode.Kind, _ node: Int) -> Bool {
        guard kinds >> UInt16(kind.rawValue) & 1 != 0 else { return false }
        guard kind == .decimal, kinds & Subschema.integralOnly != 0 else { return true }
        return Decimal(content.bytes(at: node)).isInteger
    }

    private mutating func run(_ block: Subschema.Block, _ node: Int, _ region: Int) -> Bool {
        var isValid = true
        var index = block.start
        while index < block.end {
            if !execute(view.instructions + Int(index), node, region) {
                isValid = false
                if !collects { return false }
            }
            index &+= 1
        }
        return isValid
    }

    private mutating func execute(_ pointer: UnsafePointer<Instruction>, _ node: Int, _ region: Int) -> Bool {
        switch pointer.pointee.operation {
        case .minLength, .maxLength, .pattern, .format, .codeList, .notAfterToday:
            checkString(pointer.pointee, node)
        case .minimum, .exclusiveMinimum, .maximum, .exclusiveMaximum, .multipleOf: checkNumber(pointer.pointee, node)
        case .const, .enumeration, .strings: checkValue(pointer.pointee, node)
        case .reference: apply(pointer.pointee.a, node, region, .ref)
        case .dynamicReference: followDynamic(pointer.pointee, node, region)
        case .all: all(pointer.pointee, node, region)
        case .any: any(pointer.pointee, node, region)
        case .one: one(pointer.pointee, node, region)
        case .not: not(pointer.pointee, node)
        case .conditional: conditional(pointer.pointee, node, region)
        case .members: checkMembers(view.memberRules + Int(pointer.pointee.a), node, region)
        case .elements: checkElements(view.elementRules + Int(pointer.pointee.a), node, region)
        case .dateOrder, .dateSpan: checkDates(pointer.pointee, node)
        }
    }

    /// Applies a subschema to the same node, or to a child whose step on the instance's path was noted.
    @inline(__always)
    mutating func apply(_ id: Int32, _ node: Int, _ region: Int, _ keyword: Keyword, token: Int = -1) -> Bool {
        guard trace.isOn else { return evaluate(id, node, region) }
        trace.keywords.append(Trace.Step(keyword: keyword, token: token))
        let isValid = evaluate(id, node, region)
        trace.keywords.removeLast()
        return isValid
    }

    private mutating func followDynamic(_ instruction: Instruction, _ node: Int, _ region: Int) -> Bool {
        for resource in scope where instruction.b >= 0 {
            let target = program.dynamicTargets[Int(resource) * program.dynamicAnchorCount + Int(instruction.b)]
            if target >= 0 { return apply(target, node, region, .dynamicRef) }
        }
        return apply(instruction.a, node, region, .dynamicRef)
    }

    @inline(__always)
    private mutating func enter(_ id: Int32) -> Bool {
        guard depth < Self.deepest, count < Self.most, !isInconclusive || collects else {
            giveUp(.ref) { .tooDeep }
            return false
        }
        depth &+= 1
        count &+= 1
        if program.dynamicAnchorCount > 0 { scope.append(view.subschemas[Int(id)].resource) }
        if trace.isOn { trace.subschemas.append(id) }
        return true
    }

    @inline(__always)
    private mutating func leave() {
        depth &-= 1
        if program.dynamicAnchorCount > 0 { scope.removeLast() }
        if trace.isOn { trace.subschemas.removeLast() }
    }

    private mutating func accepts(_ id: Int32) -> Bool {
        trace.subschemas.append(id)
        defer { trace.subschemas.removeLast() }
        trace.annotate(content, program)
        return true
    }

    private mutating func rejects(_ id: Int32) -> Bool {
        trace.subschemas.append(id)
        defer { trace.subschemas.removeLast() }
        return fail(nil) { .notAllowed }
    }
}
