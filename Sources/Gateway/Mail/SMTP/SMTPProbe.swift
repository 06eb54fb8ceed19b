internal import CCurl

/// A connection with a mail server that goes up to the login and no further.
struct SMTPProbe {
    let server: MailServer
    /// How this node calls itself in EHLO.
    let name: String

    /// What is wrong, in Dutch; nil when the server can be used. Blocks.
    func problem() -> String? {
        let errors = ErrorText()
        do throws(CurlError) {
            let easy = try EasyHandle()
            try easy.apply(server, protocols: "smtp,smtps")
            try easy.set(CURLOPT_URL, "\(server.url)/\(name)")
            try easy.set(CURLOPT_CONNECT_ONLY, 1)
            try easy.set(CURLOPT_CONNECTTIMEOUT, 30)
            try easy.set(CURLOPT_TIMEOUT, 60)
            try easy.set(CURLOPT_ERRORBUFFER, pointer: errors.buffer)
            let code = curl_easy_perform(easy.pointer)
            guard code != CURLE_OK else { return nil }
            let evidence = CurlEvidence(
                code: code, verification: easy.number(CURLINFO_SSL_VERIFYRESULT), text: errors.text, phase: .connect)
            let reply = SMTPReply(lines: [], leavingOut: [])
            return SMTPJudge(code: code, evidence: evidence, reply: reply, host: server.host).outcome.reason
        } catch {
            return error.text
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
