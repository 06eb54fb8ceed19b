internal import Envelope
internal import Schemas

/// Checks the certificates of one party before an edition is published.
struct CertificateReview {
    let party: Party
    let place: JSONPointer
    let header: DirectoryHeader
    /// Nil when the edition names no authorities.
    let chain: CertificateChain?

    var problems: [DirectoryProblem] {
        let nodes = place.appending("nodeKeys")
        let ofNode = party.nodeKeys.enumerated().flatMap { review($1, nil, nodes.appending($0)) }
        let ofPeople = party.contactpersonen.enumerated().flatMap { index, person in
            let keys = place.appending("contactpersonen").appending(index).appending("keys")
            return person.keys.enumerated().flatMap { review($1, person, keys.appending($0)) }
        }
        return ofNode + ofPeople
    }

    private func review(_ key: DirectoryKey, _ person: Contactpersoon?, _ place: JSONPointer) -> [DirectoryProblem] {
        guard [.next, .active, .retiring].contains(key.life.state(at: header.issued)) else { return [] }
        do throws(CertificateError) {
            let certificate = try key.certificate.certificate()
            return [
                use(key, certificate), oin(certificate), person.flatMap { mail($0, certificate) },
                dates(key, certificate), issuer(certificate),
            ].compactMap(\.self).map { rule, sentence in
                DirectoryProblem(
                    rule: rule, place: place.appending("certificate"), party: party.oin, sentence: sentence)
            }
        } catch {
            return [
                DirectoryProblem(
                    rule: .certificate, place: place.appending("certificate"), party: party.oin,
                    sentence: error.description)
            ]
        }
    }

    private typealias Remark = (DirectoryRule, String)

    private func use(_ key: DirectoryKey, _ certificate: Certificate) -> Remark? {
        let use: CertificateUse = key.use == .signing ? .signing : .encryption
        guard certificate.permits(use) else {
            return (.certificateUse, "the certificate does not permit \(use.rawValue); use the other one")
        }
        guard party.allowances.dualUse || !certificate.isDualUse else {
            return (.dualUse, "the certificate permits both uses; have one issued for \(use.rawValue) only")
        }
        return nil
    }

    /// A certificate from elsewhere may name no OIN; then the directory's word counts.
    private func oin(_ certificate: Certificate) -> Remark? {
        guard let number = certificate.subject.organizationNumber, number != party.oin.description else { return nil }
        return (.certificateParty, "the certificate names organisation \(number); use one of this party")
    }

    private func mail(_ person: Contactpersoon, _ certificate: Certificate) -> Remark? {
        let addresses = certificate.emails.compactMap { MailText.checked($0) }
        guard !addresses.isEmpty, !addresses.contains(person.mail) else { return nil }
        return (.certificateMail, "the certificate names another mail address than \(person.mail)")
    }

    private func issuer(_ certificate: Certificate) -> Remark? {
        guard let chain else { return nil }
        do throws(CertificateChain.Problem) {
            _ = try chain.check(certificate, at: header.issued)
            return nil
        } catch {
            return (.certificateChain, "\(error); have one issued by an authority of the region")
        }
    }

    private func dates(_ key: DirectoryKey, _ certificate: Certificate) -> Remark? {
        let start = max(key.life.activeFrom, header.issued)
        guard certificate.validity.contains(start) else {
            return (.certificateDates, "the certificate is not valid when the key is active (\(start))")
        }
        return nil
    }
}
