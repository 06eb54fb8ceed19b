/// Turns the nodes of profile.json into the parts of a profile.
enum ProfileDecoder {
    static func role(_ node: ProfileNode) throws(ProfileProblem) -> PartyRole {
        let contacts = try node.node("contacts")
        return PartyRole(
            name: try node.text("role"), title: try node.text("title"), isSingle: try node.text("parties") == "one",
            contacts: PartyRole.Contacts(
                least: try contacts.integer("least"), advised: try contacts.integer("advised"),
                most: try contacts.integer("most")))
    }

    static func message(_ node: ProfileNode) throws(ProfileProblem) -> MessageType {
        MessageType(
            name: try node.text("message"), version: try node.integer("version"), schemaFile: try node.text("schema"),
            dossier: try node.choice("dossier"), signer: try node.choice("signedBy"),
            isAnswered: try node.flag("answered"),
            service: node.optional("serves") == nil ? nil : try node.choice("serves"))
    }

    static func dossier(_ node: ProfileNode) throws(ProfileProblem) -> DossierRules {
        let speakers = try node.node("speakers")
        return DossierRules(
            openerSpeaks: try speakers.flag("opener"), alwaysSpeak: speakers.texts("always"),
            speakWhenAddressed: speakers.texts("whenAddressed"),
            legalMinimum: try node.map("legalMinimum") { minimum throws(ProfileProblem) in
                DossierRules.Minimum(message: try minimum.text("message"), fields: try minimum.pointers("fields"))
            })
    }

    static func route(_ node: ProfileNode) throws(ProfileProblem) -> Route {
        Route(
            messages: node.texts("messages"), senders: node.texts("from"), recipients: try node.map("to", recipient),
            ground: try node.text("ground"))
    }

    private static func recipient(_ node: ProfileNode) throws(ProfileProblem) -> Recipient {
        Recipient(
            roles: node.texts("roles"), choice: try choice(node), condition: try condition(node.optional("when")),
            onlyInThisCopy: try node.pointers("onlyInThisCopy"))
    }

    private static func choice(_ node: ProfileNode) throws(ProfileProblem) -> Recipient.Choice {
        switch try node.text("chosen") {
        case "fixed": .fixed
        case "field": .field(try node.pointer("field"))
        case "sender": .sender
        case "all": .all
        case "dossier": .dossier
        case "originalRecipients": .originalRecipients(try node.pointer("field"))
        case "originalSender": .originalSender(try node.pointer("field"))
        default: throw node.problem("chosen", "is geen bekende keuze")
        }
    }

    private static func condition(_ node: ProfileNode?) throws(ProfileProblem) -> FieldCondition? {
        guard let node else { return nil }
        return FieldCondition(field: try node.pointer("field"), codes: node.texts("in"))
    }

    static func keyTerms(_ node: ProfileNode) throws(ProfileProblem) -> KeyTerms {
        KeyTerms(waitHours: try node.integer("waitHours"), overlapDays: try node.integer("overlapDays"))
    }

    static func guide(_ node: ProfileNode) throws(ProfileProblem) -> Guide {
        Guide(
            name: try node.text("guide"), title: try node.text("title"), number: try node.integer("number"),
            ground: try node.text("ground"))
    }

    static func term(_ node: ProfileNode) throws(ProfileProblem) -> Term {
        let waitsFor = try node.text("waitsFor")
        return Term(
            name: try node.text("term"), title: try node.text("title"),
            waitsFor: waitsFor == "sender" ? nil : waitsFor, start: try moment(node.optional("starts")),
            provided: try moment(node.optional("provided")), stop: try moment(node.optional("stops")),
            limit: try limit(node), ground: try node.text("ground"))
    }

    private static func moment(_ node: ProfileNode?) throws(ProfileProblem) -> Term.Moment? {
        guard let node else { return nil }
        return Term.Moment(
            message: try node.text("message"), field: node.optional("field") == nil ? nil : try node.pointer("field"),
            condition: try condition(node.optional("when")))
    }

    private static func limit(_ node: ProfileNode) throws(ProfileProblem) -> Term.Limit {
        if node.optional("within") != nil { return .within(try node.span("within")) }
        if node.optional("withinHours") != nil { return .withinHours(try node.integer("withinHours")) }
        if node.optional("before") != nil {
            let preferred = node.optional("preferablyBefore") == nil ? nil : try node.span("preferablyBefore")
            return .before(try node.span("before"), preferably: preferred)
        }
        let parts = try node.text("beforeDayOfNextYear").split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2 else { throw node.problem("beforeDayOfNextYear", "moet een dag zijn, zoals 06-01") }
        return .beforeDayOfNextYear(month: parts[0], day: parts[1])
    }
}
