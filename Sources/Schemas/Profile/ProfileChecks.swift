/// Finds where the parts of a profile contradict each other. What can be said in a schema stands in profiel.json.
struct ProfileChecks {
    let profile: Profile
    private(set) var problems: [ProfileProblem] = []

    init(_ profile: Profile) {
        self.profile = profile
        checkNames()
        checkContacts()
        checkMessages()
        checkDossier()
        for (index, route) in profile.routes.enumerated() { check(route, at: "/routes/\(index)") }
        for (index, term) in profile.terms.enumerated() { check(term, at: "/terms/\(index)") }
    }

    private mutating func checkNames() {
        report(twice: profile.roles.map(\.name), in: "/roles", "de rol")
        report(twice: profile.messages.map(\.name), in: "/messages", "de berichtsoort")
        report(twice: profile.terms.map(\.name), in: "/terms", "de termijn")
        report(twice: profile.guides.map(\.name), in: "/guides", "het richtgetal")
        report(twice: profile.messages.compactMap(\.service?.rawValue), in: "/messages", "de taak (serves)")
    }

    private mutating func checkContacts() {
        for (index, role) in profile.roles.enumerated() {
            let contacts = role.contacts
            guard contacts.least > contacts.advised || contacts.advised > contacts.most else { continue }
            report("/roles/\(index)/contacts", "least, advised en most moeten oplopen")
        }
    }

    private mutating func checkMessages() {
        let sent = Set(profile.routes.flatMap(\.messages))
        for (index, message) in profile.messages.enumerated() {
            let place = "/messages/\(index)"
            if !sent.contains(message.name) { report(place, "niemand verstuurt '\(message.name)': er is geen route") }
            if message.service == .verdict || message.service == .opened, message.isAnswered {
                report(place + "/answered", "een antwoord wordt niet beantwoord; zet dit op false")
            }
            let end = "/\(message.name)/\(message.version)"
            if let form = profile.forms[message.name], !form.schemaURI.hasSuffix(end) {
                problems.append(ProfileProblem(message.schemaFile, .root, "$id moet eindigen op '\(end)'"))
            }
        }
        let opens = profile.messages.contains { $0.dossier == .opens }
        if !opens, let index = profile.messages.firstIndex(where: { $0.dossier == .within }) {
            report("/messages/\(index)/dossier", "geen enkele berichtsoort opent een dossier")
        }
        if profile.messages.contains(where: \.isAnswered), profile.message(serving: .verdict) == nil {
            report("/messages", "er zijn berichten met antwoord, maar geen berichtsoort met de taak 'verdict'")
        }
    }

    private mutating func checkDossier() {
        let rules = profile.dossier
        check(roles: rules.alwaysSpeak, at: "/dossier/speakers/always")
        check(roles: rules.speakWhenAddressed, at: "/dossier/speakers/whenAddressed")
        for (index, minimum) in rules.legalMinimum.enumerated() {
            let place = "/dossier/legalMinimum/\(index)"
            guard check(message: minimum.message, at: place + "/message") else { continue }
            for field in minimum.fields {
                guard let found = self.field(field, of: minimum.message, at: place), !found.isRequired else { continue }
                report(place, "het veld \(field) is in '\(minimum.message)' niet verplicht")
            }
        }
    }

    mutating func check(roles: [String], at place: String) {
        for role in roles where profile.role(role) == nil {
            report(place, "de rol '\(role)' bestaat niet" + hint(role, profile.roles.map(\.name)))
        }
    }

    @discardableResult
    mutating func check(message: String, at place: String) -> Bool {
        guard profile.message(message) == nil else { return true }
        report(place, "de berichtsoort '\(message)' bestaat niet" + hint(message, profile.messages.map(\.name)))
        return false
    }

    /// The field of a form that a pointer names; reports when there is none.
    mutating func field(_ pointer: JSONPointer, of message: String, at place: String) -> FormField? {
        guard let form = profile.forms[message] else { return nil }
        if let field = form.field(at: pointer) { return field }
        report(place, "het formulier '\(message)' heeft geen veld \(pointer)")
        return nil
    }

    mutating func check(_ condition: FieldCondition?, of message: String, at place: String) {
        guard let condition, let field = field(condition.field, of: message, at: place + "/when/field") else { return }
        for code in condition.codes where !field.choices.contains(where: { $0.code == code }) {
            let codes = field.choices.map(\.code)
            report(place + "/when/in", "'\(code)' is geen keuze van \(condition.field)" + hint(code, codes))
        }
    }

    mutating func report(_ place: String, _ sentence: String) {
        problems.append(ProfileProblem(ProfileNode.file, JSONPointer(place) ?? .root, sentence))
    }

    private mutating func report(twice names: [String], in place: String, _ what: String) {
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted { report(place, "\(what) '\(name)' staat er twee keer") }
    }

    private func hint(_ word: String, _ known: [String]) -> String {
        EditDistance.nearest(to: word, in: known).map { "; bedoelde u '\($0)'?" } ?? ""
    }
}
