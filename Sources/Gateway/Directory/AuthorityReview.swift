package import Envelope
internal import Schemas

/// Checks what an edition says about administrators, authorities and revocation lists, before it is published.
struct AuthorityReview {
    let header: DirectoryHeader

    /// Nil when the edition names no authorities.
    var chain: CertificateChain? {
        guard !header.authorities.isEmpty else { return nil }
        return CertificateChain(
            authorities: header.authorities.compactMap { try? $0.certificate() },
            lists: header.revocationLists.compactMap { try? RevocationList(file: $0) })
    }

    var problems: [DirectoryProblem] {
        let signers = certificates(header.administrators, "administrators", .signing)
        let issuers = certificates(header.authorities, "authorities", .authority)
        return signers + issuers + lists
    }

    private func certificates(
        _ list: [LazyCertificate], _ member: String, _ use: CertificateUse
    ) -> [DirectoryProblem] {
        list.enumerated().compactMap { index, lazy in
            let place = JSONPointer(tokens: [member, String(index)])
            do throws(CertificateError) {
                let certificate = try lazy.certificate()
                guard !certificate.permits(use) else { return nil }
                return problem(.certificateUse, place, "the certificate does not permit \(use.rawValue)")
            } catch {
                return problem(.certificate, place, error.description)
            }
        }
    }

    private var lists: [DirectoryProblem] {
        let authorities = header.authorities.compactMap { try? $0.certificate() }
        return header.revocationLists.enumerated().compactMap { index, encoded in
            let place = JSONPointer(tokens: ["revocationLists", String(index)])
            do throws(CertificateError) {
                let list = try RevocationList(file: encoded)
                guard try Self.isIssued(list, by: authorities) else {
                    return problem(
                        .revocationList, place, "none of the edition's authorities signed it; name that one too")
                }
                guard !list.isOverdue(at: header.issued) else {
                    return problem(
                        .revocationList, place, "it is overdue; put the authority's newest list in its place")
                }
                return nil
            } catch {
                return problem(.revocationList, place, error.description)
            }
        }
    }

    private static func isIssued(
        _ list: RevocationList, by authorities: [Certificate]
    ) throws(CertificateError) -> Bool {
        for authority in authorities where try list.isIssued(by: authority) { return true }
        return false
    }

    private func problem(_ rule: DirectoryRule, _ place: JSONPointer, _ sentence: String) -> DirectoryProblem {
        DirectoryProblem(rule: rule, place: place, party: nil, sentence: sentence)
    }
}

extension Directory {
    /// The keys whose certificates the edition's authorities took back, when the edition wants that judged at every use.
    package var takenBack: [[UInt8]: UTCTime] {
        guard header.checksRevocationAtUse, !header.revocationLists.isEmpty else { return [:] }
        let authorities = header.authorities.compactMap { try? $0.certificate() }
        var identifiers: [SignerIdentifier: UTCTime] = [:]
        for encoded in header.revocationLists {
            guard let list = try? RevocationList(file: encoded),
                authorities.contains(where: { (try? list.isIssued(by: $0)) == true })
            else { continue }
            identifiers.merge(list.identifiers) { min($0, $1) }
        }
        guard !identifiers.isEmpty else { return [:] }
        var found: [[UInt8]: UTCTime] = [:]
        for certificate in parties.flatMap(\.keys).map(\.certificate.encoded) where found[certificate] == nil {
            let names = SignerIdentifier.identifiers(ofCertificate: certificate)
            if let time = names.lazy.compactMap({ identifiers[$0] }).first { found[certificate] = time }
        }
        return found
    }
}
