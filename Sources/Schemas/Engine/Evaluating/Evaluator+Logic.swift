/// The applicators that look at the same instance (Core section 10.2).
extension Evaluator {
    mutating func all(_ rule: Instruction, _ node: Int, _ region: Int) -> Bool {
        var isValid = true
        for index in rule.a..<rule.b {
            if !apply(view.list[Int(index)], node, region, .allOf, token: Int(index - rule.a)) {
                isValid = false
                if !collects { return false }
            }
        }
        return isValid
    }

    /// With a region or a trace every alternative counts, as each that holds leaves its marks.
    mutating func any(_ rule: Instruction, _ node: Int, _ region: Int) -> Bool {
        let start = beginAlternatives(.anyOf) { .anyOf }
        var isValid = false
        for index in rule.a..<rule.b {
            if attempt(view.list[Int(index)], node, region, .anyOf, Int(index - rule.a)) {
                isValid = true
                if region < 0, !trace.isOn { break }
            }
        }
        return endAlternatives(start, isValid)
    }

    mutating func one(_ rule: Instruction, _ node: Int, _ region: Int) -> Bool {
        let start = beginAlternatives(.oneOf) { .oneOf(matches: 0) }
        let inner = region < 0 ? -1 : openRegion(of: node)
        var matches = 0
        for index in rule.a..<rule.b {
            if attempt(view.list[Int(index)], node, inner, .oneOf, Int(index - rule.a)) {
                matches += 1
                if matches > 1, !collects { break }
            }
        }
        if inner >= 0 { closeRegion(inner, into: matches == 1 || collects ? region : -1) }
        let isValid = endAlternatives(start, matches > 0)
        if matches > 1 { return fail(.oneOf) { .oneOf(matches: matches) } }
        return isValid
    }

    mutating func not(_ rule: Instruction, _ node: Int) -> Bool {
        let holds = quietly { $0.apply(rule.a, node, -1, .not) }
        return !holds || fail(.not) { .not }
    }

    mutating func conditional(_ rule: Instruction, _ node: Int, _ region: Int) -> Bool {
        let holds = quietly(keepingAnnotations: true) { $0.attempt(rule.a, node, region, .if, -1) }
        if holds { return rule.b < 0 || apply(rule.b, node, region, .then) }
        return rule.c < 0 || apply(rule.c, node, region, .else)
    }

    /// Applies a subschema whose marks and annotations count only if it holds.
    private mutating func attempt(
        _ id: Int32, _ node: Int, _ region: Int, _ keyword: Keyword, _ token: Int
    ) -> Bool {
        let inner = region < 0 ? -1 : openRegion(of: node)
        let annotations = trace.annotations.count
        let holds = apply(id, node, inner, keyword, token: token)
        if inner >= 0 { closeRegion(inner, into: holds ? region : -1) }
        if !holds { trace.forgetAnnotations(after: annotations) }
        return holds
    }

    /// Runs a test whose failure is no finding.
    mutating func quietly(keepingAnnotations: Bool = false, _ test: (inout Evaluator) -> Bool) -> Bool {
        let collected = collects
        let annotations = trace.annotations.count
        collects = false
        let holds = test(&self)
        collects = collected
        if !keepingAnnotations { trace.forgetAnnotations(after: annotations) }
        return holds
    }

    /// Notes the finding that stands when no alternative holds, before those of the alternatives themselves.
    private mutating func beginAlternatives(_ keyword: Keyword, _ problem: () -> Problem) -> Trace.Mark {
        let mark = trace.mark
        if collects {
            _ = fail(keyword, problem)
            trace.alternatives += 1
        }
        return mark
    }

    private mutating func endAlternatives(_ start: Trace.Mark, _ isValid: Bool) -> Bool {
        if collects {
            trace.alternatives -= 1
            if isValid { trace.forget(after: start) }
        }
        return isValid
    }
}
