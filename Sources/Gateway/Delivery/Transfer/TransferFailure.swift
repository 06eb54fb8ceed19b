/// Why no answer came. It says nothing about whether the other side got the request, unless the connection failed.
struct TransferFailure: Error, Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// The URL or a header can't be sent.
        case call
        /// The name has no address.
        case resolve
        /// The name leads into a network that is not allowed; nothing was sent.
        case refusedAddress(String)
        /// Nobody takes the connection.
        case connect
        case proxy
        case tls(TLSProblem)
        case timeout(TransferPhase)
        /// The connection ended before the answer was whole.
        case reset
        /// The answer is larger than the limit.
        case tooLarge(limit: Int)
        /// What came is no HTTP.
        case protocolError
        /// The partner did not answer lately, so it is left alone for a while.
        case circuitOpen
        /// This node is stopping, or nobody waits for the answer any more.
        case closed
        /// libcurl's own code, for what should not happen.
        case other(code: UInt32)
    }

    enum TLSProblem: Hashable, Sendable {
        case expired
        case wrongName
        case unknownAuthority
        case revoked
        /// They agreed on no version or cipher, or the other side speaks no TLS.
        case handshake
        /// The other side wants a client certificate, or another one.
        case clientCertificate
        /// OpenSSL's verification code.
        case certificate(code: Int)
    }

    let kind: Kind
    /// The host that was called.
    let host: String
}

extension TransferFailure: CustomStringConvertible {
    var description: String { reason }

    /// What happened and what to do, for a coordinator.
    var reason: String {
        switch kind {
        case .tls(let problem): "\(problem.dutch(host)); er is niets verzonden, het wordt later opnieuw geprobeerd"
        case .timeout(let phase): "\(phase.dutch(host)); het wordt later opnieuw geprobeerd"
        case .closed: "het knooppunt stopte tijdens het verzenden; na de start wordt het opnieuw geprobeerd"
        case .circuitOpen:
            "\(host) antwoordde de laatste keren niet en wordt even met rust gelaten; het wordt vanzelf opnieuw geprobeerd"
        default: "\(what); \(remedy)"
        }
    }

    private var what: String {
        switch kind {
        case .resolve: "de naam \(host) is niet gevonden"
        case .refusedAddress(let address): "\(host) wijst naar \(address), en dat adres is niet toegestaan"
        case .connect: "\(host) neemt geen verbinding aan"
        case .proxy: "de proxy van dit knooppunt maakt geen verbinding met \(host)"
        case .reset: "de verbinding met \(host) brak af voordat het antwoord compleet was"
        case .tooLarge(let limit): "het antwoord van \(host) is groter dan \(limit) bytes en is niet gelezen"
        case .protocolError: "\(host) antwoordt met iets dat geen HTTP is"
        case .call: "het adres of een kop van het verzoek aan \(host) kan niet worden verzonden"
        case .other(let code): "het verzenden naar \(host) mislukte (libcurl \(code))"
        case .tls, .timeout, .circuitOpen, .closed: ""
        }
    }

    private var remedy: String {
        switch kind {
        case .resolve: "controleer het adres in het adresboek en de DNS van dit knooppunt"
        case .refusedAddress:
            "laat het adres in het adresboek verbeteren, of sta dit netwerk toe met delivery.allowPrivate"
        case .connect: "vraag de beheerder van de ontvangende partij of het knooppunt daar draait"
        case .proxy: "vraag de beheerder van de proxy of dit adres is toegestaan"
        case .reset: "het wordt later opnieuw geprobeerd; een bericht dat wel aankwam, wordt niet dubbel verwerkt"
        case .tooLarge, .protocolError: "vraag de beheerder van de ontvangende partij wat er op dit adres draait"
        case .call: "laat het adres in het adresboek verbeteren"
        default: "het wordt later opnieuw geprobeerd; meld het de beheerder van dit knooppunt als het blijft"
        }
    }
}

extension TransferFailure.TLSProblem {
    fileprivate func dutch(_ host: String) -> String {
        switch self {
        case .expired:
            "het TLS-certificaat van \(host) is verlopen of nog niet geldig; vraag de beheerder daar het te vernieuwen"
        case .wrongName:
            "het TLS-certificaat van \(host) staat op een andere naam; laat het adres of het certificaat verbeteren"
        case .unknownAuthority:
            "het TLS-certificaat van \(host) is van een uitgever die dit knooppunt niet vertrouwt; "
                + "controleer delivery.authorities of vraag de beheerder daar naar het certificaat"
        case .revoked: "het TLS-certificaat van \(host) is ingetrokken; vraag de beheerder daar om een nieuw"
        case .handshake:
            "met \(host) lukt geen beveiligde verbinding (TLS 1.2 of nieuwer); vraag de beheerder daar ernaar"
        case .clientCertificate:
            "\(host) vraagt een clientcertificaat dat dit knooppunt niet heeft; stel delivery.clientCertificate in"
        case .certificate(let code):
            "het TLS-certificaat van \(host) wordt niet aanvaard (OpenSSL \(code)); vraag de beheerder daar ernaar"
        }
    }
}
