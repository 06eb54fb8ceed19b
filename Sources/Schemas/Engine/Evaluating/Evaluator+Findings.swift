extension Evaluator {
    /// Notes a finding at the current place, if findings are noted. Always false.
    @inline(never)
    mutating func fail(_ keyword: Keyword?, _ problem: () -> Problem) -> Bool {
        if collects { trace.add(keyword, problem, content, program) }
        return false
    }

    /// Notes that the walk cannot tell. That outlives every `not`, `if` and alternative around it.
    @inline(never)
    mutating func giveUp(_ keyword: Keyword, _ problem: () -> Problem) {
        guard !isInconclusive else { return }
        isInconclusive = true
        if trace.isOn { trace.setInconclusive(keyword, problem(), content, program) }
    }
}
