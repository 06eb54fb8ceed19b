internal import Envelope
internal import Foundation
internal import Schemas

/// `weerthuis keys confirm`: the other contactpersoon stands behind a request for keys.
enum KeysConfirmCommand: Command {
    private static let limit = 1 << 20

    static let specification = CommandSpecification(
        "keys", "confirm", summary: "Confirms a colleague's request for keys, as the party's other contactpersoon.",
        operands: "FINGERPRINT", operandCount: 1...1,
        options: [
            .value("as", "MAIL", "the contactpersoon who confirms"), NodeDirectory.option, PassphraseSource.option,
            .json,
        ],
        details: """
            Ask your colleague whether the request is genuine, and compare the fingerprint that keys rotate printed: a thief of one
            key can't renew himself. The same request is then sent once more, signed by you.
            """,
        example: "weerthuis keys confirm 3F:A0:… --as j.jansen@deterp.example --node /var/lib/weerthuis")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let mail = try arguments.required("as").lowercased()
        let node = try NodeDirectory(arguments, on: console)
        guard let fingerprint = ChainReference("0:\(KeyDesk.digits(arguments.operands[0]))")?.hash else {
            throw .usage("FINGERPRINT is 64 hexadecimal digits", remedy: "keys rotate printed it")
        }
        let path = KeyDesk.file(node, fingerprint)
        guard access(path, F_OK) == 0 else {
            throw .refused("this node made no request with that fingerprint", remedy: "compare it with your colleague")
        }
        let content = try FileAccess.read(path, limit: limit, on: console)
        guard let data = try? JSONDocument(parsing: content).root, let form = Sleutelaanvraag(data),
            (try? form.fingerprint()) == fingerprint
        else {
            throw .refused("the request in \(path) was changed", remedy: "make a new one with keys rotate")
        }
        guard form.mail != mail else {
            throw .refused("\(mail) asked for these keys", remedy: "the other contactpersoon confirms them")
        }
        if !arguments.has("json") {
            console.note("confirming new keys for \(form.name) <\(form.mail)>: \(form.reason.rawValue)")
        }
        return try KeyDesk.send(path, as: mail, arguments, on: console)
    }
}
