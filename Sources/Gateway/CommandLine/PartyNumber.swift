internal import Envelope

/// Which party a certificate belongs to.
enum PartyNumber {
    /// The OIN in the certificate's subject.
    /// - Throws: `CommandError.refused` for a certificate without one.
    static func of(_ certificate: Certificate) throws(CommandError) -> OIN {
        guard let number = certificate.subject.organizationNumber.flatMap({ OIN($0) }) else {
            throw .refused(
                "the certificate of \(certificate.subject.commonName ?? "somebody") names no OIN (subject serialNumber)",
                remedy: "ask its issuer for one that does")
        }
        return number
    }

    /// The one OIN that several certificates share: the contactpersonen of one party.
    static func shared(by certificates: [Certificate]) throws(CommandError) -> OIN {
        let numbers = try Set(certificates.map { (certificate) throws(CommandError) in try of(certificate) })
        guard let number = numbers.first, numbers.count == 1 else {
            throw .refused(
                "the recipients are not of one party",
                remedy: "seal a message for each receiving party: its 1 or 2 contactpersonen and nobody else")
        }
        return number
    }
}
