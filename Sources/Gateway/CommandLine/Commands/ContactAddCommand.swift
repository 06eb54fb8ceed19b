internal import Envelope

/// `weerthuis contact add`: a party appoints a contactpersoon.
enum ContactAddCommand: Command {
    static let specification = CommandSpecification(
        "contact", "add",
        summary: "Makes keys for a new contactpersoon of your party and asks the administrator for them.",
        operands: "MAIL", operandCount: 1...1,
        options: [.value("name", "TEXT", "the person's name")] + KeyDesk.options,
        details: """
            A party has at most two contactpersonen (afspraak 3g): to appoint a third is refused here, use contact replace. --by names
            the contactpersoon who signs the request. The administrator compares the fingerprint with the new person.
            """,
        example: "weerthuis contact add a.visser@deterp.example --name \"A. Visser\" --by m.postma@deterp.example")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let desk = try KeyDesk(arguments, on: console)
        return try add(desk, arguments.operands[0], leaving: nil)
    }

    /// - Parameter leaving: who makes room.
    static func add(_ desk: KeyDesk, _ address: String, leaving: String?) throws(CommandError) -> ExitCode {
        guard let mail = MailText.checked(address) else { throw .usage("\(address) is no mail address") }
        let name = try desk.arguments.required("name")
        let signer = try desk.person(try desk.arguments.required("by")).mail
        guard desk.party.contactpersoon(mail: mail) == nil else {
            throw .refused("\(mail) is a contactpersoon already", remedy: "for new keys: weerthuis keys rotate")
        }
        let remaining = desk.party.contactpersonen.filter { $0.mail != leaving && $0.isActive(at: desk.now) }
        guard remaining.count < Party.mostContactpersonen else {
            throw .refused(
                "\(desk.party.name) has \(remaining.count) contactpersonen, and more are not allowed (afspraak 3g)",
                remedy: "let one make room: weerthuis contact replace OLD NEW")
        }
        var wishes: [AskedChange] = [.contactpersoon(mail: mail)]
        if let leaving { wishes.append(.departure(mail: leaving)) }
        return try desk.request(name, mail, [.signing, .encryption], .first, signedBy: signer, wishes: wishes)
    }
}
