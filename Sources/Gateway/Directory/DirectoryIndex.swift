internal import Envelope
internal import Schemas

/// Finds parties and keys of one edition. Made once, when it is loaded; refuses what would make an answer ambiguous.
struct DirectoryIndex: Sendable {
    struct RoleCode: Hashable {
        let role: String
        let code: String
    }

    struct KeyPlace: Hashable {
        let party: Int
        /// Nil for the node.
        let contactpersoon: Int?
        let key: Int

        func isSameHolder(as other: KeyPlace) -> Bool {
            party == other.party && contactpersoon == other.contactpersoon
        }
    }

    private(set) var byOIN: [OIN: Int] = [:]
    private(set) var byRole: [String: [Int]] = [:]
    private(set) var byRoleAndCode: [RoleCode: Int] = [:]
    /// Keys by their whole certificate.
    private(set) var signing: [CertificateBytes: KeyPlace] = [:]
    private(set) var encryption: [CertificateBytes: KeyPlace] = [:]
    /// Signing keys by what signatures call their certificates.
    private(set) var signers: [SignerIdentifier: [KeyPlace]] = [:]

    init(_ parties: [Party]) throws(DirectoryError) {
        byOIN.reserveCapacity(parties.count)
        signing.reserveCapacity(parties.count * 3)
        encryption.reserveCapacity(parties.count * 2)
        for (position, party) in parties.enumerated() {
            try add(party, position)
        }
    }

    private mutating func add(_ party: Party, _ position: Int) throws(DirectoryError) {
        let place = JSONPointer(tokens: ["parties", String(position)])
        guard byOIN.updateValue(position, forKey: party.oin) == nil else {
            throw DirectoryError(.duplicate, place.appending("oin"), "this OIN has an entry already; keep one")
        }
        byRole[party.role, default: []].append(position)
        for (index, code) in party.codes.enumerated() {
            guard byRoleAndCode.updateValue(position, forKey: RoleCode(role: party.role, code: code)) == nil else {
                throw DirectoryError(
                    .duplicate, place.appending("codes").appending(index),
                    "a party of this role has this code already; give it to one of them")
            }
        }
        for (index, key) in party.nodeKeys.enumerated() {
            try add(key, KeyPlace(party: position, contactpersoon: nil, key: index), place.appending("nodeKeys"))
        }
        for (person, contactpersoon) in party.contactpersonen.enumerated() {
            let place = place.appending("contactpersonen").appending(person).appending("keys")
            for (index, key) in contactpersoon.keys.enumerated() {
                try add(key, KeyPlace(party: position, contactpersoon: person, key: index), place)
            }
        }
    }

    /// One person may list a certificate once for each of the two uses; nobody else may list it at all.
    private mutating func add(_ key: DirectoryKey, _ place: KeyPlace, _ keys: JSONPointer) throws(DirectoryError) {
        let certificate = CertificateBytes(key.certificate.encoded)
        let isSigning = key.use == .signing
        let same = isSigning ? signing[certificate] : encryption[certificate]
        let other = isSigning ? encryption[certificate] : signing[certificate]
        guard same == nil, other.map({ $0.isSameHolder(as: place) }) ?? true else {
            throw DirectoryError(
                .duplicate, keys.appending(place.key).appending("certificate"),
                "this certificate stands in the directory already; a certificate identifies one holder")
        }
        guard isSigning else {
            encryption[certificate] = place
            return
        }
        signing[certificate] = place
        for identifier in SignerIdentifier.identifiers(ofCertificate: certificate.encoded) {
            signers[identifier, default: []].append(place)
        }
    }
}
