internal import Envelope

/// The certificates for a request: issued by the region's authority, or handed in and checked.
struct KeyIssuer {
    private static let days: Int64 = 730

    let request: Sleutelaanvraag
    let party: Party
    let header: DirectoryHeader
    let now: UTCTime

    func certificates(
        _ arguments: ParsedArguments, on console: any Console
    ) throws(CommandError) -> [KeyUse: Certificate] {
        if arguments.has("certificate") { return try handedIn(arguments.all("certificate"), on: console) }
        let authority = try KeyFiles.certificate(try arguments.required("authority"), on: console)
        let key = try KeyFiles.privateKey(
            try arguments.required("authority-key"), arguments, passphrase: "authority-passphrase-file", on: console)
        var issued: [KeyUse: Certificate] = [:]
        do throws(CertificateError) {
            let issuer = try CertificateAuthority(certificate: authority, key: key)
            for wish in request.wishes { issued[wish.use] = try issue(wish, by: issuer) }
        } catch {
            throw .refused("no certificate was issued: \(error)")
        }
        for (use, certificate) in issued { try check(certificate, use) }
        return issued
    }

    private func issue(
        _ wish: Sleutelaanvraag.Wish, by issuer: CertificateAuthority
    ) throws(CertificateError) -> Certificate {
        let subject = try CertificateName(
            commonName: request.isForNode ? Sleutelaanvraag.nodeName(party) : request.name,
            organization: String(party.name.prefix(64)),
            organizationNumber: party.oin.description, isExample: issuer.certificate.isExample)
        let end = min(now.adding(seconds: Self.days * 86_400), issuer.certificate.validity.notAfter)
        return try issuer.issue(
            to: subject, key: wish.request.publicKey, use: wish.use == .signing ? .signing : .encryption,
            email: request.holder, validity: Validity(from: now, until: end))
    }

    private func handedIn(
        _ paths: [String], on console: any Console
    ) throws(CommandError) -> [KeyUse: Certificate] {
        var found: [KeyUse: Certificate] = [:]
        for path in paths {
            let certificate = try KeyFiles.certificate(path, on: console)
            guard let wish = request.wishes.first(where: { $0.request.publicKey == certificate.publicKey }) else {
                throw .refused("\(path) is for another key than those that were asked for")
            }
            try check(certificate, wish.use)
            found[wish.use] = certificate
        }
        guard found.count == request.wishes.count else {
            throw .usage("a certificate is needed for each of the \(request.wishes.count) keys")
        }
        return found
    }

    /// Chain, revocation lists, use, party, mail address and dates.
    private func check(_ certificate: Certificate, _ use: KeyUse) throws(CommandError) {
        let needed: CertificateUse = use == .signing ? .signing : .encryption
        guard certificate.permits(needed), party.allowances.dualUse || !certificate.isDualUse else {
            throw .refused("the certificate is not for \(use.rawValue) alone", remedy: "have one issued for this use")
        }
        if let number = certificate.subject.organizationNumber, number != party.oin.description {
            throw .refused("the certificate names organisation \(number), not \(party.oin)")
        }
        let mails = certificate.emails.compactMap { MailText.checked($0) }
        guard request.isForNode || mails.isEmpty || mails.contains(request.mail) else {
            throw .refused("the certificate names another mail address than \(request.mail)")
        }
        guard certificate.validity.contains(now) else {
            throw .refused("the certificate is valid until \(certificate.validity.notAfter), and not now")
        }
        let review = AuthorityReview(header: header)
        guard let chain = review.chain else { return }
        do throws(CertificateChain.Problem) {
            _ = try chain.check(certificate, requiresLists: !header.revocationLists.isEmpty, at: now)
        } catch {
            throw .refused("the certificate does not count: \(error)")
        }
    }
}
