internal import Envelope
internal import Schemas

/// A directory from a file: a signed edition (CMS, DER), an edition's document, or a draft.
struct DirectoryFile {
    /// Only for a signed edition.
    let signed: [UInt8]?
    /// The JSON text.
    let document: [UInt8]
    let directory: Directory
    /// Whether it is a draft, whose edition does not exist yet.
    let isDraft: Bool

    private static let limit = SignedDocument.maximumByteCount

    /// Reads a file. No signature is checked.
    /// - Throws: `CommandError.refused` with what is wrong in the document, and where.
    static func read(_ path: String, on console: any Console) throws(CommandError) -> DirectoryFile {
        let bytes = try FileAccess.read(path, limit: limit, on: console)
        let isSigned = bytes.first == 0x30
        let document = isSigned ? try content(bytes, path) : bytes
        do throws(DirectoryError) {
            let draft = try DirectoryDraft(parsing: document)
            guard draft.isEdition else {
                let now = SystemClock.now
                let made = try draft.edition(
                    after: nil, issued: now, validUntil: now.adding(seconds: 90 * 86_400))
                return DirectoryFile(signed: nil, document: document, directory: made.directory, isDraft: true)
            }
            return DirectoryFile(
                signed: isSigned ? bytes : nil, document: document, directory: try Directory(parsing: document),
                isDraft: false)
        } catch {
            throw refused(error, path)
        }
    }

    static func draft(_ path: String, on console: any Console) throws(CommandError) -> DirectoryDraft {
        let bytes = try FileAccess.read(path, limit: limit, on: console)
        let document = bytes.first == 0x30 ? try content(bytes, path) : bytes
        do throws(DirectoryError) {
            return try DirectoryDraft(parsing: document)
        } catch {
            throw refused(error, path)
        }
    }

    /// Writes a draft for people to edit. One that began as an edition is no edition any more.
    static func write(
        _ draft: DirectoryDraft, to path: String, replacing: Bool
    ) throws(CommandError) {
        try FileAccess.create(
            path, Array(IndentedJSON.text(draft.unnumbered.tree).utf8), replacing: replacing, mode: 0o644)
    }

    static func refused(_ error: DirectoryError, _ path: String) -> CommandError {
        .refused("\(FileAccess.displayName(path)): \(error)")
    }

    private static func content(_ bytes: [UInt8], _ path: String) throws(CommandError) -> [UInt8] {
        do throws(OpenError) {
            return try SignedDocument(encoded: bytes).unverifiedContent
        } catch {
            throw .refused("\(FileAccess.displayName(path)) is no signed directory: \(error.reason.rawValue)")
        }
    }
}
