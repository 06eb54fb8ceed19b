/// A connection with a mail server that goes up to the login and no further.
struct SMTPProbe {
    let server: MailServer
    /// How this node calls itself in EHLO.
    let name: String

    /// What is wrong, in Dutch; nil when the server can be used. Blocks.
    func problem() -> String? {
        do throws(MailConnectionError) {
            _ = try SMTPSession(server, name: name, isStopped: { false })
            return nil
        } catch {
            let judge = SMTPJudge(
                code: error.evidence.code, evidence: error.evidence, reply: .none, host: server.host)
            return judge.outcome.reason
        }
    }
}

extension SMTPOutcome {
    /// Nil when the server took what it was given.
    fileprivate var reason: String? {
        switch self {
        case .accepted: nil
        case .later(let reason), .refused(let reason), .unreachable(let reason): reason
        }
    }
}
