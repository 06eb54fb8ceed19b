extension ProfileChecks {
    mutating func check(_ route: Route, at place: String) {
        check(roles: route.senders, at: place + "/from")
        for (index, message) in route.messages.enumerated() {
            guard check(message: message, at: place + "/messages/\(index)") else { continue }
            for (index, recipient) in route.recipients.enumerated() {
                check(recipient, of: message, at: place + "/to/\(index)")
            }
        }
        for (index, recipient) in route.recipients.enumerated() {
            check(roles: recipient.roles, at: place + "/to/\(index)/roles")
            checkFixed(recipient, at: place + "/to/\(index)")
        }
    }

    private mutating func check(_ recipient: Recipient, of message: String, at place: String) {
        check(recipient.condition, of: message, at: place)
        switch recipient.choice {
        case .field(let pointer), .originalRecipients(let pointer), .originalSender(let pointer):
            _ = field(pointer, of: message, at: place + "/field")
        case .fixed, .sender, .all, .dossier: break
        }
        for pointer in recipient.onlyInThisCopy {
            guard let field = field(pointer, of: message, at: place + "/onlyInThisCopy"), field.isRequired else {
                continue
            }
            report(
                place + "/onlyInThisCopy",
                "\(pointer) is in '\(message)' altijd verplicht en kan niet in één exemplaar alleen staan")
        }
    }

    private mutating func checkFixed(_ recipient: Recipient, at place: String) {
        guard case .fixed = recipient.choice else { return }
        for role in recipient.roles where profile.role(role)?.isSingle == false {
            report(place + "/chosen", "'fixed' kan niet: van de rol '\(role)' heeft een regio er meer dan één")
        }
    }

    mutating func check(_ term: Term, at place: String) {
        if let role = term.waitsFor { check(roles: [role], at: place + "/waitsFor") }
        for (key, moment) in [("starts", term.start), ("provided", term.provided), ("stops", term.stop)] {
            guard let moment else { continue }
            check(moment, at: place + "/" + key)
        }
        checkDate(term, at: place)
    }

    private mutating func check(_ moment: Term.Moment, at place: String) {
        guard check(message: moment.message, at: place + "/message") else { return }
        if !profile.routes.contains(where: { $0.messages.contains(moment.message) }) {
            report(place + "/message", "niemand verstuurt '\(moment.message)'")
        }
        if let pointer = moment.field { _ = field(pointer, of: moment.message, at: place + "/field") }
        check(moment.condition, of: moment.message, at: place)
    }

    private mutating func checkDate(_ term: Term, at place: String) {
        guard let start = term.start, let pointer = start.field,
            let field = profile.forms[start.message]?.field(at: pointer)
        else { return }
        guard !["date", "date-time"].contains(field.format) else { return }
        report(place + "/starts/field", "\(pointer) is geen datum")
    }
}
