internal import Envelope

/// `weerthuis keys rotate`: new keys for a contactpersoon.
enum KeysRotateCommand: Command {
    static let specification = CommandSpecification(
        "keys", "rotate",
        summary: "Makes new keys for a contactpersoon and asks the region's administrator for certificates.",
        options: [
            .value("contactpersoon", "MAIL", "whose keys"),
            .flag("node-key", "the node's own key, instead of a contactpersoon's; --by names who asks"),
            .value("use", "USE", "signing or encryption (default: both)"),
            .value("reason", "REASON", "vernieuwing (default), verlies or misbruik"),
        ] + KeyDesk.options,
        details: """
            The request is signed by the old key, unless that is lost: then --by names the other contactpersoon. The other one
            confirms it with keys confirm, or the administrator compares the fingerprint that is printed with the person. The new
            keys come into use at the day that the directory says; the old ones are accepted during the overlap and then destroyed.
            Nothing has to be done at that moment. Both contactpersonen get a message about the request and the decision, and see it in
            messages, doctor and on the health page.
            """,
        example: "weerthuis keys rotate --contactpersoon m.postma@deterp.example --node /var/lib/weerthuis")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let text = arguments.value("reason") ?? Sleutelaanvraag.Reason.renewal.rawValue
        let known: [Sleutelaanvraag.Reason] = [.renewal, .loss, .misuse]
        guard let reason = known.first(where: { $0.rawValue == text }) else {
            throw .usage(
                "--reason \(text) is unknown", remedy: Suggestion.sentence(for: text, among: known.map(\.rawValue)))
        }
        if arguments.has("node-key") { return try rotateNode(arguments, reason, on: console) }
        let mail = try arguments.required("contactpersoon").lowercased()
        let uses = try KeyDesk.uses(arguments)
        let desk = try KeyDesk(arguments, on: console)
        let person = try desk.person(mail)
        let signer = (arguments.value("by") ?? mail).lowercased()
        guard reason == .renewal || signer != mail else {
            throw .usage("--by is required: a lost key signs nothing", remedy: "name the other contactpersoon")
        }
        _ = try desk.person(signer)
        return try desk.request(person.name, mail, uses, reason, signedBy: signer)
    }

    private static func rotateNode(
        _ arguments: ParsedArguments, _ reason: Sleutelaanvraag.Reason, on console: any Console
    ) throws(CommandError) -> ExitCode {
        guard !arguments.has("contactpersoon"), !arguments.has("use") else {
            throw .usage("--node-key goes without --contactpersoon and --use", remedy: "a node has signing keys only")
        }
        let desk = try KeyDesk(arguments, on: console)
        let signer = try desk.person(try arguments.required("by"))
        return try desk.request(
            signer.name, signer.mail, [.signing], reason, signedBy: signer.mail, isForNode: true)
    }
}
