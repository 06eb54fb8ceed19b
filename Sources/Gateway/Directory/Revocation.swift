internal import Envelope

extension Party {
    /// This party with these certificates revoked.
    func revoking(_ certificates: [[UInt8]: UTCTime]) -> Party {
        guard keys.contains(where: { certificates[$0.certificate.encoded] != nil }) else { return self }
        return Party(
            oin: oin, name: name, role: role, codes: codes, kvk: kvk, endpoint: endpoint, suite: suite,
            allowances: allowances, nodeKeys: nodeKeys.map { $0.revoking(certificates) },
            contactpersonen: contactpersonen.map { person in
                Contactpersoon(
                    name: person.name, mail: person.mail, keys: person.keys.map { $0.revoking(certificates) })
            }, vacancyUntil: vacancyUntil)
    }
}

extension DirectoryKey {
    func revoking(_ certificates: [[UInt8]: UTCTime]) -> DirectoryKey {
        guard let moment = certificates[certificate.encoded] else { return self }
        return DirectoryKey(use: use, suite: suite, certificate: certificate, life: life.revoked(at: moment))
    }
}
