internal import Envelope
internal import Foundation
internal import Schemas

/// `weerthuis restore`: a node from its backup.
enum RestoreCommand: Command {
    static let specification = CommandSpecification(
        "restore", summary: "Makes a node from a backup, and says from which moment on something may be missing.",
        options: NodeAccess.options + [
            .value("from", "FOLDER", "the backup of the messages"),
            .value("keys-from", "FOLDER", "the backup of the keys"), NodeAccess.actor,
            .flag("json", short: "j", "print one JSON object"),
        ],
        details: """
            The node folder may be empty: configuration and keys come back too; what is there stays. Nothing is overwritten: move an
            old store away first. What was under way is sent again with the same id. What arrived after the backup is not in it:
            partners send again what they have no receipt for; for the rest, ask them (weerthuis messages at their side).
            """,
        example:
            "weerthuis restore --node /etc/weerthuis --from /backup/weerthuis-1121 --keys-from /keys/weerthuis-1121")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let place = BackupPlace(messages: try arguments.required("from"), keys: try arguments.required("keys-from"))
        for path in [place.location.messages, place.location.keys] where access(path, F_OK) != 0 {
            throw .usage("\(path) is not there", remedy: "give the two folders that weerthuis backup made")
        }
        let folder = NodeFolder(arguments.value("node") ?? ".")
        let missing = try place.putBack(in: folder, on: console)
        let node = NodeAccess(folder: folder, configuration: try folder.configuration(on: console))
        let passphrase = try node.passphrase(arguments, on: console)
        let (actor, target) = (NodeAccess.actor(arguments), node.configuration.store)
        let progress = TerminalProgress("restore", isTold: !arguments.has("json"), on: console)
        let report: RestoreReport
        do throws(StoreError) {
            report = try Awaited.value { () async throws(StoreError) in
                try await Store.restore(
                    place.location, to: target, access: Vault.Access(Passphrase(passphrase)), at: SystemClock.now,
                    actor: actor, progress: { progress.tell($0, of: $1) })
            }
        } catch {
            throw CommandError(error)
        }
        for path in missing {
            console.note(
                "node.json names \(path), which is neither there nor in the backup: put it back before the node runs")
        }
        if let file = node.configuration.passphrase.file, access(file, F_OK) != 0 {
            console.note("the passphrase is in no backup: put it in \(file), readable by the node alone")
        }
        try print(report, arguments.has("json"), on: console)
        return .success
    }

    private static func print(
        _ report: RestoreReport, _ isJSON: Bool, on console: any Console
    ) throws(CommandError) {
        let count = report.counts.states.values.reduce(0, +)
        guard !isJSON else {
            let tree: JSONTree = [
                "messages": .number(JSONNumber(count)), "requeued": .number(JSONNumber(report.requeued)),
                "lastKnown": report.lastKnown.map { .string($0.description) } ?? .null,
                "auditHead": report.auditHead.map { .string($0.description) } ?? .null,
            ]
            try console.report(tree)
            return
        }
        try console.print("Teruggezet: \(count) berichten; \(report.requeued) worden opnieuw verzonden.")
        let moment = report.lastKnown.map(DutchTime.text) ?? "het begin"
        try console.print(
            "Wat na \(moment) gebeurde, staat niet in deze reservekopie. Partners sturen vanzelf opnieuw wat zij geen "
                + "ontvangstbewijs voor hebben; wat zij wel bevestigd kregen, moet bij hen worden opgevraagd.")
    }
}
