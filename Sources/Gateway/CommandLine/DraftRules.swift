internal import Envelope
internal import Schemas

/// The rules that an edit of a draft breaks and that the draft kept before.
struct DraftRules {
    let profile: Profile
    /// Rules about what a party says of itself: breaking one is refused, and not only noted.
    private static let ofFacts: Set<DirectoryRule> = [
        .unknownRole, .unknownCode, .allowances, .oneCertificate, .roleTwice,
    ]

    /// Notes what is to be mended before the draft is signed.
    ///
    /// - Throws: `CommandError.refused` with the rule; the file stays as it was.
    func check(
        _ draft: DirectoryDraft, after before: DirectoryDraft, at now: UTCTime, on console: any Console
    ) throws(CommandError) {
        let known = Set(problems(before, now).map(Self.identity))
        let new = problems(draft, now).filter { !known.contains(Self.identity($0)) }
        if let broken = new.first(where: { Self.ofFacts.contains($0.rule) }) {
            throw .refused("\(broken)", remedy: "the draft stays as it was; do that first, or in the same call")
        }
        for problem in new { console.note("\(problem.rule.onPublishing.rawValue): \(problem)") }
    }

    private func problems(_ draft: DirectoryDraft, _ now: UTCTime) -> [DirectoryProblem] {
        draft.directory(at: now).map { DirectoryReview(loading: $0, profile: profile).problems } ?? []
    }

    /// A problem wherever it stands, and however often: places shift and numbers fall when a party goes.
    private static func identity(_ problem: DirectoryProblem) -> [String] {
        [problem.rule.rawValue, problem.party?.description ?? "", problem.sentence.filter { !$0.isNumber }]
    }
}
