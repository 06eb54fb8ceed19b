internal import Envelope
internal import Foundation
internal import Schemas

/// `weerthuis directory set`: what the directory says about the region itself.
enum DirectorySetCommand: Command {
    private static let listLimit = 1 << 20

    /// Options and the lists of the document that they set.
    private static let lists = [
        ("freshness-key", "freshnessKeys"), ("administrator", "administrators"), ("authority", "authorities"),
        ("revocation-list", "revocationLists"),
    ]

    static let specification = CommandSpecification(
        "directory", "set",
        summary: "Sets what a draft says about the region: administrators, authorities, lists, keys.",
        operands: "DRAFT", operandCount: 1...1,
        options: [
            .value("administrator", "FILE", "who may sign the editions after this one", repeats: true),
            .value("authority", "FILE", "an authority whose certificates count (root and issuing one)", repeats: true),
            .value("revocation-list", "FILE", "an authority's newest revocation list", repeats: true),
            .value("revocation", "WHEN", "admission: lists count when a certificate is admitted; use: at every use"),
            .value("freshness-key", "FILE", "who may sign freshness statements", repeats: true),
            .value("clear", "MEMBER", "empties one of \(lists.map(\.1).joined(separator: ", "))", repeats: true),
            .json,
        ],
        details: """
            Each option replaces the whole list. To replace the region's own signing key: name the old and the new administrator in
            one edition, which the old one signs; when every node has it, name the new one only. Keep at least 30 days between
            the two: a node that misses them all has to be told the new key by hand (docs/directory.md).
            """,
        example:
            "weerthuis directory set adresboek.json --administrator beheerder.cert.pem --administrator nieuw.cert.pem")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let path = arguments.operands[0]
        var draft = try DirectoryFile.draft(path, on: console)
        for member in arguments.all("clear") {
            guard lists.contains(where: { $0.1 == member }) else {
                throw .usage(
                    "--clear \(member) is no list", remedy: Suggestion.sentence(for: member, among: lists.map(\.1)))
            }
            draft.set(member, [])
        }
        for (option, member) in lists where arguments.has(option) {
            var values: [JSONTree] = []
            for file in arguments.all(option) {
                values.append(.string(Data(try encoded(file, member, on: console)).base64EncodedString()))
            }
            draft.set(member, .array(values))
        }
        if let text = arguments.value("revocation") { draft.set("revocation", .string(text)) }
        try DirectoryDraftCheck.check(draft, path)
        try DirectoryFile.write(draft, to: path, replacing: true)
        guard !arguments.has("json") else { return try console.report(["draft": .string(path)]) }
        console.note("draft in \(path)")
        return .success
    }

    private static func encoded(
        _ path: String, _ member: String, on console: any Console
    ) throws(CommandError) -> [UInt8] {
        guard member == "revocationLists" else { return try KeyFiles.certificate(path, on: console).encoded }
        let file = try FileAccess.read(path, limit: listLimit, on: console)
        do throws(CertificateError) { return try RevocationList(file: file).encoded } catch {
            throw .refused("list \(path): \(error)")
        }
    }
}
