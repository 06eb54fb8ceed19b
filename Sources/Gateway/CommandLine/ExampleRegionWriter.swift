internal import Envelope

/// Makes the keys and certificates of an example region and writes them, one folder per party.
struct ExampleRegionWriter {
    let folder: String
    let passphrase: [UInt8]
    let replacing: Bool
    let console: any Console

    func write(_ region: ExampleRegion) throws {
        let validity = try validity()
        let key = try PrivateKey.generate()
        let subject = try name(region.authorityName, region.authorityOrganization, number: nil)
        let authority = try CertificateAuthority.root(subject: subject, key: key, validity: validity)
        try save(key, authority.certificate, as: "authority", in: "\(folder)/authority")
        for party in region.parties { try write(party, authority, validity) }
    }

    private func write(_ party: ExampleRegion.Party, _ authority: CertificateAuthority, _ validity: Validity) throws {
        let place = "\(folder)/\(party.folder)"
        let node = try name("Node \(party.organization)", party.organization, number: party.number)
        try issue(node, .signing, nil, party.algorithm, as: "node", in: place, authority, validity)
        for contact in party.contacts {
            let subject = try name(contact.name, party.organization, number: party.number)
            for use in [CertificateUse.signing, .encryption] {
                let file = "\(contact.file).\(use.rawValue)"
                try issue(subject, use, contact.mail, party.algorithm, as: file, in: place, authority, validity)
            }
        }
        console.note("\(place): node and \(party.contacts.count) contactpersonen, \(party.algorithm)")
    }

    private func issue(
        _ subject: CertificateName, _ use: CertificateUse, _ mail: String?, _ algorithm: KeyAlgorithm,
        as file: String, in place: String, _ authority: CertificateAuthority, _ validity: Validity
    ) throws {
        let key = try PrivateKey.generate(algorithm)
        let certificate = try authority.issue(
            to: subject, key: key.publicKey, use: use, email: mail, validity: validity)
        try save(key, certificate, as: file, in: place)
    }

    private func save(_ key: PrivateKey, _ certificate: Certificate, as file: String, in place: String) throws {
        try FileAccess.createFolder(place)
        try KeyFiles.write(key, to: "\(place)/\(file).key.pem", passphrase: passphrase, replacing: replacing)
        try FileAccess.create(
            "\(place)/\(file).cert.pem", Array(certificate.pem.utf8), replacing: replacing, mode: 0o644)
    }

    private func name(_ name: String, _ organization: String, number: String?) throws -> CertificateName {
        try CertificateName(
            commonName: name, organization: organization, organizationNumber: number, isExample: true)
    }

    private func validity() throws -> Validity {
        let end = UTCTime(year: 2099, month: 12, day: 31) ?? SystemClock.now
        return try Validity(from: SystemClock.now, until: end)
    }
}
