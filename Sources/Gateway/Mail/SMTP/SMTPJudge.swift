internal import CCurl

/// Reads what libcurl and the server said about one mail.
struct SMTPJudge {
    let code: CURLcode
    let evidence: CurlEvidence
    let reply: SMTPReply
    let host: String

    /// The server asked for the mail (354) and did not answer any more.
    private var isUncertain: Bool { reply.code == SMTPReply.goAhead }

    var outcome: SMTPOutcome {
        switch code {
        case CURLE_OK: return .accepted
        case CURLE_LOGIN_DENIED:
            return .unreachable(
                "de mailserver \(host) weigert de aanmelding van dit knooppunt; laat de beheerder mail.out.user en "
                    + "mail.out.password controleren")
        case CURLE_USE_SSL_FAILED:
            return .unreachable(
                "de mailserver \(host) biedt geen beveiligde verbinding (STARTTLS); er is niets verzonden en het bericht "
                    + "wacht: vraag de beheerder van de mailserver ernaar")
        case CURLE_ABORTED_BY_CALLBACK:
            return .later("het knooppunt stopte tijdens het verzenden; na de start wordt het opnieuw geprobeerd")
        default: return fromReply
        }
    }

    private var fromReply: SMTPOutcome {
        if reply.isTemporary {
            return .later(
                "de mailserver neemt het bericht nu niet aan (\(reply.shown)); het wordt later opnieuw geprobeerd")
        }
        if reply.isFinal {
            return .refused(
                "de mailserver weigert het bericht (\(reply.shown)); controleer het mailadres in het adresboek, of vraag de "
                    + "beheerder van de mailserver ernaar")
        }
        if isUncertain {
            return .later(
                "de verbinding met \(host) brak af na het verzenden; of het is aangenomen is niet bekend, daarom gaat het nog "
                    + "eens met hetzelfde nummer; het wordt niet dubbel verwerkt")
        }
        return .unreachable(TransferFailure(kind: evidence.failure, host: host).reason)
    }
}
