internal import Envelope

/// An edition that is or was in force at this node, verified again.
struct KeptEdition: Sendable {
    /// CMS, DER.
    let signed: [UInt8]
    let directory: Directory
    /// Whose signatures under it were verified; never none.
    let signers: [Certificate]

    var sequence: UInt64 { directory.edition.sequence }

    /// The certificates with which somebody of a party may have signed, the node's too.
    func signingCertificates(of oin: OIN) -> [Certificate] {
        let keys = directory.party(oin)?.keys.filter { $0.use == .signing } ?? []
        return keys.compactMap { try? $0.certificate.certificate() }
    }

    /// The certificates of a party's node.
    func nodeCertificates(of oin: OIN) -> [Certificate] {
        (directory.party(oin)?.nodeKeys ?? []).compactMap { try? $0.certificate.certificate() }
    }
}
