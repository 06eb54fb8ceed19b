internal import Envelope
internal import Foundation

/// The files that prove one message.
struct EvidencePackage {
    /// By name.
    private(set) var files: [(name: String, bytes: [UInt8])] = []

    /// Collects what the store and the directory have.
    ///
    /// - Throws: `CommandError.refused` for a message whose signature is not there yet.
    init(
        _ summary: MessageSummary, store: Store, own: OIN, directory: DirectorySnapshot, pins: DirectoryPins
    ) throws(CommandError) {
        let isInbound = MessageTerms.direction(summary.id) == "in"
        let partner = summary.id.partner
        let stored = try Self.stored(summary.id, in: store)
        guard let signed = stored.evidence else {
            throw .refused(
                "of this message there is no signature to show yet: it has no receipt",
                remedy: "try again when weerthuis show says afgeleverd")
        }
        let (sender, receiver) = isInbound ? (partner, own) : (own, partner)
        files.append(("message.eml", signed))
        files.append(("message.json", stored.content))
        files.append(("message-signers.pem", Self.signers(of: sender, in: directory.directory)))
        if let receipt = stored.receipt {
            files.append(("receipt.eml", receipt))
            let signers = StoredReceipt(receipt) == nil ? Self.signers : Self.nodes
            files.append(("receipt-signers.pem", signers(receiver, directory.directory)))
        }
        files.append(("directory.p7m", directory.signed))
        files.append(("administrators.pem", Self.pem(pins.administrators)))
        try addLog(summary, store, own, directory.directory)
        let readme = EvidenceReadme(
            message: summary.id.message, isInbound: isInbound,
            receipt: stored.receipt.map { StoredReceipt($0) == nil ? .person : .node },
            hasCheckpoint: files.contains { $0.name == "checkpoint.json" })
        files.append(("README.md", Array(readme.text.utf8)))
    }

    /// Makes the folder, which only its owner can enter.
    func write(to folder: String) throws(CommandError) {
        guard access(folder, F_OK) != 0 else {
            throw .usage("\(folder) exists already", remedy: "give the name of a new folder")
        }
        try FileAccess.createFolder(folder)
        for file in files { try FileAccess.create("\(folder)/\(file.name)", file.bytes, replacing: false) }
    }

    /// What the log says about the message, and the first signed checkpoint that covers it.
    private mutating func addLog(
        _ summary: MessageSummary, _ store: Store, _ own: OIN, _ directory: Directory
    ) throws(CommandError) {
        do throws(StoreError) {
            let entries = try store.auditEntries(about: summary.id.message)
            let lines: [UInt8] = entries.flatMap { entry -> [UInt8] in entry.line + [0x0A] }
            if !lines.isEmpty { files.append(("audit.jsonl", lines)) }
            guard let last = entries.last?.sequence,
                let checkpoint = try store.checkpoints(from: last, limit: 1).first
            else { return }
            files.append(("checkpoint.json", checkpoint.statement))
            files.append(("checkpoint.sig", checkpoint.signature))
            files.append(("checkpoint-signers.pem", Self.nodes(of: own, in: directory)))
        } catch {
            throw CommandError(error)
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

    /// Everybody whose signature can stand under a message of this party.
    private static func signers(of oin: OIN, in directory: Directory) -> [UInt8] {
        let party = directory.party(oin)
        let keys = ((party?.contactpersonen ?? []).flatMap(\.keys) + (party?.nodeKeys ?? []))
        return pem(keys.filter { $0.use == .signing }.compactMap { try? $0.certificate.certificate() })
    }

    private static func nodes(of oin: OIN, in directory: Directory) -> [UInt8] {
        pem((directory.party(oin)?.nodeKeys ?? []).compactMap { try? $0.certificate.certificate() })
    }

    private static func pem(_ certificates: [Certificate]) -> [UInt8] {
        Array(certificates.map(\.pem).joined().utf8)
    }
}
