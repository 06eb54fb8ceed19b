internal import Envelope
internal import Foundation

/// Finds who signed what the store has, and an edition of the directory that says whose key it was.
struct EvidenceSigners {
    struct Found {
        let certificate: Certificate
        let edition: KeptEdition
    }

    private let archive: DirectoryArchive
    /// Why an edition was passed over.
    private(set) var problems: Set<String> = []

    init(_ archive: DirectoryArchive) { self.archive = archive }

    /// Who signed a message.
    ///
    /// - Parameters:
    ///   - evidence: the multipart/signed.
    ///   - sequence: of the edition that the message names. That one is looked at first, then later ones, then earlier ones:
    ///     what took the place of an edition that this node never had still says how the key ended.
    /// - Returns: nil when no edition that is kept has a key of the party that made this signature.
    mutating func signer(of evidence: [UInt8], by party: OIN, near sequence: UInt64?) -> Found? {
        find(near: sequence) { edition in
            let list = SignerList(Self.trusted(edition.signingCertificates(of: party), party))
            let signatures = [Transport.https, .mail].lazy.compactMap { transport in
                try? Evidence.signature(
                    of: evidence, from: Self.partner(party), over: transport, in: list, at: SystemClock.now)
            }
            return signatures.first?.signer.certificate
        }
    }

    /// Who signed a receipt: a node, or with a mail program a person.
    ///
    /// - Parameter evidence: what it is about, as it was signed.
    mutating func signer(
        ofReceipt receipt: [UInt8], about evidence: [UInt8], by party: OIN, near sequence: UInt64?
    ) -> Found? {
        let node = StoredReceipt(receipt)
        let person = StoredReceipt.personal(receipt).flatMap { try? PersonalReceipt($0) }
        return find(near: sequence) { edition in
            Self.trusted(edition.signingCertificates(of: party), party).first { signer in
                if let node {
                    return
                        (try? ReceiptVerifier.read(
                            node.receipt, nodes: [signer], of: Self.partner(party), at: SystemClock.now)) != nil
                }
                return
                    (try? person?.verify(
                        answering: evidence, from: Self.partner(party), in: SignerList([signer]), at: SystemClock.now))
                    != nil
            }?.certificate
        }
    }

    private mutating func find(near sequence: UInt64?, _ look: (KeptEdition) -> Certificate?) -> Found? {
        for sequence in order(sequence) {
            do throws(DistributionError) {
                let edition = try archive.edition(sequence)
                if let certificate = look(edition) { return Found(certificate: certificate, edition: edition) }
            } catch {
                problems.insert(error.sentence)
            }
        }
        return nil
    }

    private func order(_ sequence: UInt64?) -> [UInt64] {
        let all = archive.sequences
        guard let sequence else { return all.reversed() }
        return all.filter { $0 >= sequence } + all.filter { $0 < sequence }.reversed()
    }

    /// Whether a key was in force was judged when the message came. Here it only counts which key it was.
    private static func trusted(_ certificates: [Certificate], _ party: OIN) -> [TrustedSigner] {
        certificates.map { TrustedSigner(certificate: $0, party: party, role: .node, status: .active) }
    }

    private static func partner(_ party: OIN) -> Partner { Partner(party, suite: .cbc, allowsDualUse: true) }
}
