internal import Envelope
internal import Foundation
internal import Schemas

/// `weerthuis evidence`: one message with everything that proves it, for somebody who has nothing but openssl.
enum EvidenceCommand: Command {
    static let specification = CommandSpecification(
        "evidence",
        summary: "Exports a message with signature, certificates, receipts and checkpoint, for stock openssl.",
        operands: "ID", operandCount: 1...1,
        options: NodeAccess.options + MessageChoice.options + [
            .value("out", short: "o", "FOLDER", "where the files go: a new folder"), NodeAccess.actor, .json,
        ],
        details: """
            The folder holds personal data: only you can read it. Its README names the openssl commands that check every part. A
            message that was sent has a signature to show once its receipt came. The directory that goes with it is the edition of
            then. Messages that tell that it was judged or opened are in it; an answer with content of its own is named. Exit
            status 1 when a part can't be checked with what this node kept: what there is, is written all the same.
            """,
        example: "weerthuis evidence 0192d5a0-7c1e-7b3a-8f21-3d5c6b7a8e90 --node /etc/weerthuis --out bewijs")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let folder = try arguments.required("out")
        try EvidencePackage.checkFolder(folder)
        let access = try NodeAccess(arguments, on: console)
        var passphrase = try access.passphrase(arguments, on: console)
        defer { passphrase.cleanse() }
        let store = try access.store(passphrase)
        let package = try package(arguments, access, store, passphrase, on: console)
        try EvidencePackage.makeFolder(folder)
        do throws(CommandError) { try record(package, arguments, access, store) } catch {
            rmdir(folder)
            throw error
        }
        try package.write(to: folder)
        for gap in package.gaps { console.note("weerthuis: \(gap.english)") }
        if arguments.has("json") {
            try console.report([
                "out": .string(folder), "files": .array(package.files.map { .string($0.name) }),
                "gaps": .array(package.gaps.map { .string($0.english) }),
            ])
        } else {
            try console.print(folder)
        }
        console.note("\(package.files.count) files in \(folder); README.md says how to check them")
        return package.gaps.contains(where: \.isDefect) ? .refused : .success
    }

    private static func package(
        _ arguments: ParsedArguments, _ access: NodeAccess, _ store: Store, _ passphrase: [UInt8],
        on console: any Console
    ) throws(CommandError) -> EvidencePackage {
        let found = try MessageChoice.find(arguments, in: store)
        guard found.count == 1 else {
            throw .usage("several parties have a message with this id", remedy: "give --party: its OIN")
        }
        let party = access.configuration.party
        var own = try OwnCertificates(access, on: console)
        let log = try EvidenceLog(about: found[0].id.message, in: store, own: &own, party: party) {
            () throws(CommandError) in try access.nodeKey(passphrase, on: console)
        }
        let archive = try NodeDirectory(access.configuration, on: console).archive()
        var signers = EvidenceSigners(archive)
        let package = try EvidencePackage(
            found[0], store: store, own: party, profile: try access.profile(on: console), signers: &signers,
            folder: archive.folder, log: log)
        for problem in Set(own.problems).union(signers.problems).sorted() { console.note("passed over: \(problem)") }
        return package
    }

    /// Writes who takes out what, before it is out.
    private static func record(
        _ package: EvidencePackage, _ arguments: ParsedArguments, _ access: NodeAccess, _ store: Store
    ) throws(CommandError) {
        let (now, actor) = (SystemClock.now, NodeAccess.actor(arguments))
        let first = package.messages.first?.id.message
        let records = package.messages.map { summary in
            AuditRecord(
                time: now, actor: actor, action: .export, party: summary.id.partner, message: summary.id.message,
                dossier: summary.dossier,
                detail: summary.id.message == first
                    ? "evidence" : "evidence of \(first.map(\.description) ?? "another message")")
        }
        try access.change { () async throws(StoreError) in try await store.record(records) }
    }
}
