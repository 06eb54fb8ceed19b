internal import Envelope
internal import Foundation
internal import Schemas

/// `weerthuis backup`: copies a node while it works.
enum BackupCommand: Command {
    static let specification = CommandSpecification(
        "backup", summary: "Copies a node's messages and, to a place of their own, its keys, while it works.",
        options: NodeAccess.options + [
            .value("out", short: "o", "FOLDER", "where messages, log, directory and configuration go: a new folder"),
            .value("keys-out", "FOLDER", "where the keys go: another new folder, kept apart and only briefly"),
            NodeAccess.actor, .json,
        ],
        details: """
            Who has both folders and the passphrase has everything; who has one has nothing. Keep the keys in another place, and
            only the last few copies: a dossier that was destroyed lives on in an older one. The passphrase is in neither.
            """,
        example: "weerthuis backup --node /etc/weerthuis --out /backup/weerthuis-1121 --keys-out /keys/weerthuis-1121")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let place = BackupPlace(
            messages: try arguments.required("out"), keys: try arguments.required("keys-out"))
        let access = try NodeAccess(arguments, on: console)
        let store = try access.store(arguments, on: console)
        try place.create()
        let record = AuditRecord(time: SystemClock.now, actor: NodeAccess.actor(arguments), action: .backup)
        let progress = TerminalProgress("backup", isTold: !arguments.has("json"), on: console)
        let messages: Int
        do throws(StoreError) {
            messages = try Awaited.value { () async throws(StoreError) in
                try await store.backup(to: place.location, audit: [record]) { progress.tell($0, of: $1) }
            }
        } catch {
            throw CommandError(error)
        }
        let copied = try place.copy(from: access, on: console)
        guard !arguments.has("json") else {
            return try console.report([
                "messages": .number(JSONNumber(messages)), "files": .number(JSONNumber(copied)),
                "out": .string(place.messages), "keysOut": .string(place.keys),
            ])
        }
        console.note(
            "\(messages) messages and \(copied) files: messages in \(place.messages), keys in \(place.keys)")
        try console.print(place.messages)
        return .success
    }
}
