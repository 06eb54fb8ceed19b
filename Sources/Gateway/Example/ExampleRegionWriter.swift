internal import Envelope
internal import Foundation

/// Makes an example region: keys and certificates, the signed directory, and a node folder for each party. What is there
/// stays, so that a region can be completed.
struct ExampleRegionWriter {
    let folder: String
    let passphrase: [UInt8]
    /// Makes everything anew.
    let replacing: Bool
    let console: any Console

    func write(_ region: ExampleRegion) throws {
        let keys = try ExampleKeys(
            authorityOf: region, in: "\(folder)/authority", passphrase: passphrase, replacing: replacing, on: console)
        let administrator = try keys.certificate(
            region.administratorName, of: region.organization, oin: nil, use: .signing, as: "administrator",
            in: "\(folder)/authority")
        let freshness = try keys.certificate(
            "\(region.name) actueel", of: region.organization, oin: nil, use: .signing, as: "freshness",
            in: "\(folder)/authority")
        let directory = ExampleDirectory(
            administrator: administrator, freshness: freshness, keys: "\(folder)/authority", passphrase: passphrase,
            console: console)
        let entries = try region.parties.map { try write($0, keys) }
        let edition = try directory.edition(of: region, entries, in: "\(folder)/directory", replacing: replacing)
        for party in region.parties {
            try ExampleNode(party: party, folder: "\(folder)/\(party.folder)")
                .write(region, edition, directory, authority: keys.authority.certificate, passphrase: passphrase)
        }
    }

    /// Makes what is missing of a party.
    private func write(_ party: ExampleParty, _ keys: ExampleKeys) throws -> ExampleEntry {
        let place = "\(folder)/\(party.folder)/keys"
        let name = "Node \(party.organization)"
        let node = try keys.certificate(
            name, of: party.organization, oin: party.oin, use: .signing, algorithm: party.algorithm, as: "node",
            in: place)
        try keys.server(name, of: party.organization, oin: party.oin, as: "server", in: "\(folder)/\(party.folder)/tls")
        let people = try party.contacts.map { try write($0, of: party, keys, place) }
        try keys.shareDerivation(
            of: NodeFolder.privateKeys(in: place) + NodeFolder.privateKeys(in: "\(folder)/\(party.folder)/tls"))
        console.note("\(folder)/\(party.folder): node and \(party.contacts.count) contactpersonen, \(party.algorithm)")
        return ExampleEntry(party: party, node: node, people: people)
    }

    private func write(
        _ contact: ExampleParty.Contact, of party: ExampleParty, _ keys: ExampleKeys, _ place: String
    ) throws -> ExampleEntry.Person {
        func make(_ use: CertificateUse, _ algorithm: KeyAlgorithm, _ suffix: String) throws -> Certificate {
            try keys.certificate(
                contact.name, of: party.organization, oin: party.oin, mail: contact.mail, use: use,
                algorithm: algorithm, as: "\(contact.file).\(suffix)", in: place)
        }
        return ExampleEntry.Person(
            contact: contact, signing: try make(.signing, party.algorithm, "signing"),
            encryption: try make(.encryption, party.algorithm, "encryption"),
            // Partners with suite cbc know RSA only.
            encryptionCBC: party.receivesCBC ? try make(.encryption, .rsa(bits: 3072), "encryption-cbc") : nil)
    }
}
