internal import Envelope

/// A party of an example region.
struct ExampleParty {
    struct Contact {
        /// The beginning of the names of the person's files.
        let file: String
        let name: String
        let mail: String
    }

    let folder: String
    let organization: String
    let oin: OIN
    let role: String
    let codes: [String]
    let suite: Suite
    /// Whether its contactpersonen have a key of their own for partners with suite cbc.
    let receivesCBC: Bool
    let algorithm: KeyAlgorithm
    /// Of its node, on loopback.
    let port: UInt16
    let localPort: UInt16
    let contacts: [Contact]

    /// The same party with its node at other ports.
    func at(port: UInt16, localPort: UInt16) -> ExampleParty {
        ExampleParty(
            folder: folder, organization: organization, oin: oin, role: role, codes: codes, suite: suite,
            receivesCBC: receivesCBC, algorithm: algorithm, port: port, localPort: localPort, contacts: contacts)
    }
}
