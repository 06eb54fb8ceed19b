internal import Envelope

/// Whose a mail address is.
struct MailOwner: Sendable {
    let party: Party
    /// Nil for the address of the party's node.
    let contactpersoon: Contactpersoon?
}

extension Directory {
    /// The contactpersonen and nodes that have a mail address, in lower case. One person may stand for two parties.
    func mailOwners(_ address: String) -> [MailOwner] {
        var owners: [MailOwner] = []
        for party in parties where !isSuspended(party.oin) {
            if let person = party.contactpersoon(mail: address) {
                owners.append(MailOwner(party: party, contactpersoon: person))
            } else if party.isNode(address) {
                owners.append(MailOwner(party: party, contactpersoon: nil))
            }
        }
        return owners
    }
}

extension Party {
    /// Whether the node of this party has a mail address: as its endpoint, or in a certificate of the node.
    func isNode(_ address: String) -> Bool {
        if endpoint == .mail(address) { return true }
        return nodeKeys.contains { key in
            (try? key.certificate.certificate())?.emails.contains { $0.lowercased() == address } ?? false
        }
    }
}
