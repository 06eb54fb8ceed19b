internal import Envelope
internal import Foundation

/// What receipts of this node, held by others, say about its audit log.
struct ReceiptWitnesses {
    private static let limit = 1 << 20
    private static let mostFiles = 100_000

    let own: OIN
    /// Of this party's node, old ones too.
    let certificates: [Certificate]

    /// Reads receipts from files and folders. Only what this node signed is a witness; the rest is refused.
    func read(_ paths: [String], on console: any Console) throws(CommandError) -> [AuditWitness] {
        var witnesses: [AuditWitness] = []
        var files: [String] = []
        for path in paths { files += try Self.files(path) }
        for path in files {
            let bytes = try FileAccess.read(path, limit: Self.limit, on: console)
            guard let stored = StoredReceipt(bytes), let receipt = verified(stored.receipt) else {
                throw .refused(
                    "\(path) is no receipt that this node signed",
                    remedy: "give receipts as weerthuis evidence exports them; --cert for an older certificate")
            }
            if let checkpoint = receipt.checkpoint {
                let name = (path as NSString).lastPathComponent
                witnesses.append(AuditWitness(reference: checkpoint, holder: "the receipt \(name)"))
            }
        }
        return witnesses
    }

    private func verified(_ receipt: SignedReceipt) -> Receipt? {
        let signers = certificates.map { certificate in
            TrustedSigner(certificate: certificate, party: own, role: .node, status: .active)
        }
        return try? ReceiptVerifier.read(receipt, nodes: signers, of: Partner(own), at: SystemClock.now)
    }

    private static func files(_ path: String) throws(CommandError) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .usage("\(path) is not there", remedy: "check the name")
        }
        guard isFolder.boolValue else { return [path] }
        guard let found = FileManager.default.enumerator(atPath: path) else { return [] }
        let names = found.lazy.compactMap { $0 as? String }.filter { $0.hasSuffix(".eml") && $0.contains("receipt") }
        return names.prefix(mostFiles).sorted().map { "\(path)/\($0)" }
    }
}
