internal import Envelope

/// `weerthuis evidence`: one message with everything that proves it, for somebody who has nothing but openssl.
enum EvidenceCommand: Command {
    static let specification = CommandSpecification(
        "evidence",
        summary: "Exports a message with signature, certificates, receipt and checkpoint, for stock openssl.",
        operands: "ID", operandCount: 1...1,
        options: NodeAccess.options + MessageChoice.options + [
            .value("out", short: "o", "FOLDER", "where the files go: a new folder"), NodeAccess.actor,
        ],
        details: """
            The folder holds personal data: only you can read it. Its README names the openssl commands that check every part. A
            message that was sent has a signature to show once its receipt came.
            """,
        example: "weerthuis evidence 0192d5a0-7c1e-7b3a-8f21-3d5c6b7a8e90 --node /etc/weerthuis --out bewijs")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let folder = try arguments.required("out")
        let access = try NodeAccess(arguments, on: console)
        let directory = try access.directory(on: console)
        let store = try access.store(arguments, on: console)
        let found = try MessageChoice.find(arguments, in: store)
        guard found.count == 1 else {
            throw .usage("several parties have a message with this id", remedy: "give --party: its OIN")
        }
        let summary = found[0]
        let package = try EvidencePackage(
            summary, store: store, own: access.configuration.party, directory: directory,
            pins: try NodeDirectory(access.configuration, on: console).settings.pins)
        let record = AuditRecord(
            time: SystemClock.now, actor: NodeAccess.actor(arguments), action: .export, party: summary.id.partner,
            message: summary.id.message, dossier: summary.dossier, detail: "evidence")
        try access.change { () async throws(StoreError) in try await store.record([record]) }
        try package.write(to: folder)
        try console.print(folder)
        console.note("\(package.files.count) files in \(folder); README.md says how to check them")
        return .success
    }
}
