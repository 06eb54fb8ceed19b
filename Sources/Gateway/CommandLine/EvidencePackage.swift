internal import Envelope
internal import Foundation
internal import Schemas

/// The files that prove one message.
struct EvidencePackage {
    /// By name.
    private(set) var files: [(name: String, bytes: [UInt8])] = []
    private(set) var gaps: [EvidenceGap] = []
    /// The messages whose content is in it: the one that was asked for, and those that prove later steps.
    private(set) var messages: [MessageSummary]

    /// Collects what the store and the directory have.
    ///
    /// - Parameters:
    ///   - folder: where the editions are kept, for a person.
    ///   - log: what the log says about the message.
    /// - Throws: `CommandError.refused` for a message whose signature is not there yet.
    init(
        _ summary: MessageSummary, store: Store, own: OIN, profile: Profile, signers: inout EvidenceSigners,
        folder: String, log: EvidenceLog
    ) throws(CommandError) {
        messages = [summary]
        let stored = try Self.stored(summary.id, in: store)
        guard let signed = stored.evidence else {
            throw .refused(
                "of this message there is no signature to show yet: it has no receipt",
                remedy: "try again when weerthuis show says afgeleverd")
        }
        let named = try? ReceivedMessage(decoding: stored.content).attributes.directory
        let parties = Self.parties(summary, own)
        let message = EvidencePart(
            kind: .message, name: "message", signed: signed,
            signer: signers.signer(of: signed, by: parties.sender, near: named?.sequence))
        let receipt = stored.receipt.map { receipt in
            EvidencePart(
                kind: StoredReceipt(receipt) == nil ? .personalReceipt : .receipt, name: "receipt", signed: receipt,
                signer: signers.signer(
                    ofReceipt: receipt, about: signed, by: parties.receiver, near: named?.sequence))
        }
        let steps = try? store.steps(of: summary.id)
        if steps == nil { gaps.append(.steps) }
        let answers = try EvidenceAnswers(
            steps ?? [], of: summary, own: own, in: store, profile: profile, signers: &signers)
        messages += answers.exported
        let parts = [message] + [receipt].compactMap(\.self) + answers.parts
        gaps += parts.filter { $0.signer == nil }.map { part in
            .signer(part: part.name, edition: named?.sequence, folder: folder)
        }
        gaps += [log.gap].compactMap(\.self)
        let editions = EvidenceEdition.of(parts)
        files = [("message.json", stored.content)] + parts.flatMap(\.files) + editions.flatMap(\.files) + log.files
        let readme = EvidenceReadme(
            message: summary.id.message, isInbound: MessageTerms.direction(summary.id) == "in", parts: parts,
            editions: editions,
            directory: named, named: answers.named, hasLog: !log.files.isEmpty, hasCheckpoint: log.hasCheckpoint,
            gaps: gaps)
        files.append(("README.md", Array(readme.text.utf8)))
    }

    /// Makes the folder, which only its owner can enter.
    static func makeFolder(_ folder: String) throws(CommandError) {
        try checkFolder(folder)
        try FileAccess.createFolder(folder)
    }

    /// - Throws: `CommandError.usage` when there is something with this name.
    static func checkFolder(_ folder: String) throws(CommandError) {
        var status = stat()
        guard lstat(folder, &status) != 0 else {
            throw .usage("\(folder) exists already", remedy: "give the name of a new folder")
        }
    }

    func write(to folder: String) throws(CommandError) {
        for file in files { try FileAccess.create("\(folder)/\(file.name)", file.bytes, replacing: false) }
    }

    private static func parties(_ summary: MessageSummary, _ own: OIN) -> (sender: OIN, receiver: OIN) {
        switch summary.id {
        case .inbound(let id): (id.source, own)
        case .outbound(let id): (own, id.recipient)
        }
    }

    private static func stored(
        _ id: StoredMessageID, in store: Store
    ) throws(CommandError) -> (content: [UInt8], evidence: [UInt8]?, receipt: [UInt8]?) {
        do throws(StoreError) {
            switch id {
            case .outbound(let delivery):
                let found = try store.delivery(delivery)
                return (found.content, try store.evidence(of: id), found.receipt)
            case .inbound(let arrival):
                let found = try store.arrival(arrival)
                return (found.content, found.evidence, found.receipt)
            }
        } catch {
            throw CommandError(error)
        }
    }
}
