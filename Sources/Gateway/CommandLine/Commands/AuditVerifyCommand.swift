internal import Envelope
internal import Foundation
internal import Schemas

/// `weerthuis audit verify`: is the log whole, also by what partners hold of it?
enum AuditVerifyCommand: Command {
    static let specification = CommandSpecification(
        "audit", "verify", summary: "Checks the audit log: each entry, the signed checkpoints, and partners' receipts.",
        options: NodeAccess.options + [
            .value(
                "receipts", "PATH", "receipts of this node that a partner holds: a file, or a folder", repeats: true),
            .value("cert", "FILE", "an older certificate of this node, which signed checkpoints", repeats: true),
            .flag("json", short: "j", "print one JSON object"),
        ],
        details: """
            Finds a changed, missing, moved or replaced entry and says which. Whether the end was cut off shows only from outside:
            every receipt that this node signed names an entry of its log, so ask a partner for some (weerthuis evidence exports
            them) and give them with --receipts. The node's certificates come from the directory, now and before, and from the key
            folder. Exit status 1 when something is wrong, or signed with a key that is not known.
            """,
        example: "weerthuis audit verify --node /etc/weerthuis --receipts van-transferpunt/")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let access = try NodeAccess(arguments, on: console)
        let keys = try keys(access, arguments, on: console)
        let witnesses = try ReceiptWitnesses(own: access.configuration.party, certificates: keys)
            .read(arguments.all("receipts"), on: console)
        let store = try access.store(arguments, on: console)
        let report: AuditReport
        do throws(StoreError) {
            report = try store.verifyAudit(signedBy: keys.map(\.publicKey), witnesses: witnesses) { count in
                if console.isOutputShown, count % 100_000 == 0 { console.note("\(count) entries") }
            }
        } catch {
            throw CommandError(error)
        }
        try print(report, arguments.has("json"), on: console)
        return report.isWhole ? .success : .refused
    }

    /// The certificates of this party's node: in the directory, now and before, in its key folder, and those that are given.
    private static func keys(
        _ access: NodeAccess, _ arguments: ParsedArguments, on console: any Console
    ) throws(CommandError) -> [Certificate] {
        var own = try OwnCertificates(access, on: console)
        let kept = own.all()
        for problem in own.problems { console.note("passed over: \(problem)") }
        return kept
            + (try arguments.all("cert").map { (path) throws(CommandError) in
                try KeyFiles.certificate(path, on: console)
            })
    }

    private static func print(_ report: AuditReport, _ isJSON: Bool, on console: any Console) throws(CommandError) {
        guard !isJSON else {
            let tree: JSONTree = [
                "whole": .bool(report.isWhole), "entries": .number(JSONNumber(Int(report.entries))),
                "checkpoints": .number(JSONNumber(Int(report.checkpoints))),
                "witnesses": .number(JSONNumber(Int(report.witnesses))),
                "restores": .array(report.restores.map { .number(JSONNumber(Int($0))) }),
                "findings": .array(report.findings.map { .string($0.description) }),
            ]
            try console.report(tree)
            return
        }
        try console.print(
            "\(report.entries) entries; \(report.checkpoints) checkpoints and references agree, "
                + "\(report.witnesses) from outside the log")
        for entry in report.restores {
            try console.print("entry \(entry) records a restore: what came after the backup before it may be lost")
        }
        for finding in report.findings {
            if case .unknownSigner = finding {
                try console.print("NOT CHECKED: \(finding)")
            } else {
                try console.print("WRONG: \(finding)")
            }
        }
        if report.isWhole { try console.print("the log is whole") }
    }
}
