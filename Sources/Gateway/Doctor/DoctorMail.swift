/// The ways to the mail servers: each is reached, its TLS certificate checked, and the login made. No mail is sent or fetched.
struct DoctorMail {
    private static let sendingStep = "mail uit"
    private static let fetchingStep = "mail in"

    let plan: MailPlan

    func check() -> [DoctorFinding] { [sending(), fetching()] }

    private func sending() -> DoctorFinding {
        guard let server = plan.sending else {
            return .warning(
                Self.sendingStep, "dit knooppunt verstuurt geen mail",
                "stel mail.out in node.json in als er partijen zijn met alleen een mailadres")
        }
        if let reason = SMTPProbe(server: server, name: plan.name).problem() {
            return .wrong(
                Self.sendingStep, reason,
                "controleer mail.out in node.json, het wachtwoord, en welke TLS-certificaten gelden (mail.authorities)")
        }
        return .good(Self.sendingStep, "\(server.host) is bereikbaar over TLS\(Self.login(server))")
    }

    private func fetching() -> DoctorFinding {
        guard let fetching = plan.fetching else {
            return .warning(
                Self.fetchingStep,
                "dit knooppunt haalt geen mail op, dus geen ontvangstbewijzen, antwoorden en meldingen",
                "stel mail.in in node.json in")
        }
        let mailbox = IMAPMailbox(fetching.server, folder: fetching.folder, limit: fetching.limit)
        let answer = Awaited.value { () async -> Result<UInt32, IMAPError> in
            do throws(IMAPError) { return .success(try await mailbox.validity()) } catch { return .failure(error) }
        }
        switch answer {
        case .success:
            return .good(
                Self.fetchingStep,
                "de map \(fetching.folder) op \(fetching.server.host) is te lezen over TLS\(Self.login(fetching.server))"
            )
        case .failure(let error): return .wrong(Self.fetchingStep, error.description, Self.remedy(error.reason))
        }
    }

    private static func login(_ server: MailServer) -> String { server.login == nil ? "" : ", de aanmelding klopt" }

    private static func remedy(_ reason: IMAPError.Reason) -> String {
        switch reason {
        case .noMove: "de mailserver moet mails kunnen verplaatsen (IMAP MOVE, RFC 6851); vraag de beheerder ervan"
        case .refused: "bestaat de map? controleer mail.in.folder in node.json"
        default: "controleer mail.in in node.json, het wachtwoord, en welke TLS-certificaten gelden (mail.authorities)"
        }
    }
}
