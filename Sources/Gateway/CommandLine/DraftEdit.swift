internal import Envelope
internal import Foundation
internal import Schemas

/// Changes a draft by a command: read, edit, check that it still has the format, write back.
enum DraftEdit {
    static func party(_ arguments: ParsedArguments) throws(CommandError) -> OIN {
        guard let oin = OIN(try arguments.required("party")) else { throw .usage("--party takes 20 digits") }
        return oin
    }

    /// - Parameters:
    ///   - profile: by whose rules the edit is judged; nil leaves that to the check of the draft.
    ///   - edit: gives the note to print.
    static func run(
        _ path: String, _ party: OIN, _ arguments: ParsedArguments, keeping profile: Profile? = nil,
        on console: any Console,
        _ edit: (inout DirectoryDraft, OIN, UTCTime) throws(DirectoryError) -> String
    ) throws(CommandError) -> ExitCode {
        let before = try DirectoryFile.draft(path, on: console)
        var draft = before
        let note: String
        do throws(DirectoryError) {
            note = try edit(&draft, party, SystemClock.now)
        } catch {
            throw DirectoryFile.refused(error, path)
        }
        try DirectoryDraftCheck.check(draft, path)
        if let profile {
            try DraftRules(profile: profile).check(draft, after: before, at: SystemClock.now, on: console)
        }
        try DirectoryFile.write(draft, to: path, replacing: true)
        guard !arguments.has("json") else {
            return try console.report([
                "draft": .string(path), "party": .string(party.description), "note": .string(note),
            ])
        }
        console.note(note)
        return .success
    }
}
