internal import Envelope
internal import Foundation

/// Writes the inputs that a run starts from: the test vectors, as each target takes them.
struct Seeds {
    let vectors: URL
    let world: World

    func write(_ target: Target, to folder: URL) throws {
        for (name, bytes) in target == .mdn ? try receipts() : try envelopes(target) {
            try Data(bytes).write(to: folder.appending(path: name))
        }
    }

    private func envelopes(_ target: Target) throws -> [(String, [UInt8])] {
        try FileManager.default.contentsOfDirectory(at: vectors, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "envelope" }
            .compactMap { file in
                let bytes = Array(try Data(contentsOf: file))
                guard let body = Self.body(bytes), body.count < 16 << 10 else { return nil }
                let seed = target == .open ? body : world.plaintext(body)
                return seed.map { (file.lastPathComponent, $0) }
            }
    }

    /// What follows the header's empty line.
    private static func body(_ bytes: [UInt8]) -> [UInt8]? {
        guard let end = bytes.indices.dropFirst().first(where: { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A }) else {
            return nil
        }
        return Array(bytes[(end + 1)...])
    }

    private func receipts() throws -> [(String, [UInt8])] {
        let dispositions = [ReceiptDisposition.processed, .duplicateDocument, .decryptionFailed]
        return try dispositions.map { disposition in
            let receipt = Receipt(
                finalRecipient: "a", originalMessageID: "<a@b>", disposition: disposition,
                mic: Digest(.sha256, bytes: [UInt8](repeating: 0, count: 32)),
                checkpoint: ChainReference(sequence: 1, hash: [UInt8](repeating: 1, count: 32)), originalRecipient: "a")
            let report = try ReceiptWriter.report(receipt, boundary: "r")
            let signed = try MIMEWriter.signed(report, signature: [1], digest: "sha-256", boundary: "b")
            return (disposition.modifier + "receipt", signed.body)
        }
    }
}
