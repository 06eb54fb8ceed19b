internal import Envelope

/// A party of an example region with its certificates, as the directory lists it.
struct ExampleEntry {
    struct Person {
        let contact: ExampleParty.Contact
        let signing: Certificate
        let encryption: Certificate
        /// The key that opens suite cbc, for a party that has suite gcm itself.
        let encryptionCBC: Certificate?
    }

    let party: ExampleParty
    let node: Certificate
    let people: [Person]

    /// The party without its people.
    func entry(from start: UTCTime) -> NewParty? {
        guard let endpoint = Endpoint("https://localhost:\(party.port)/as2") else { return nil }
        let allowances = Allowances(rsa15: party.suite == .cbc, dualUse: false, oneCertificate: nil)
        return NewParty(
            oin: party.oin, name: party.organization, role: party.role, codes: party.codes, endpoint: endpoint,
            suite: party.suite, allowances: allowances, nodeKeys: [NewKey(.signing, node, activeFrom: start)])
    }

    func contactpersonen(from start: UTCTime) -> [NewContactpersoon] {
        people.map { person in
            var keys = [
                NewKey(.signing, person.signing, activeFrom: start),
                NewKey(.encryption, person.encryption, activeFrom: start),
            ]
            if let other = person.encryptionCBC {
                keys.append(NewKey(.encryption, other, activeFrom: start, suite: .cbc))
            }
            return NewContactpersoon(name: person.contact.name, mail: person.contact.mail, keys: keys)
        }
    }
}
