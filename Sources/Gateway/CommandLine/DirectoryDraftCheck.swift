internal import Envelope
internal import Schemas

/// Looks at a draft before it is written back or signed.
enum DirectoryDraftCheck {
    /// Whether the draft still has the format of a directory.
    /// - Throws: `CommandError.refused` with the first thing that is wrong; the file stays as it was.
    static func check(_ draft: DirectoryDraft, _ path: String) throws(CommandError) {
        let now = SystemClock.now
        do throws(DirectoryError) {
            _ = try draft.edition(after: nil, issued: now, validUntil: now.adding(seconds: 86_400))
        } catch {
            throw DirectoryFile.refused(error, path)
        }
    }

    /// Notes the problems of an edition and refuses to go on if one of them forbids publishing.
    static func review(_ directory: Directory, _ profile: Profile, on console: any Console) throws(CommandError) {
        let review = DirectoryReview(publishing: directory, profile: profile)
        for problem in review.problems { console.note("\(problem.rule.onPublishing.rawValue): \(problem)") }
        guard review.permitsPublishing else {
            throw .refused("the directory breaks a rule and is not signed", remedy: "mend the draft and sign again")
        }
    }
}
