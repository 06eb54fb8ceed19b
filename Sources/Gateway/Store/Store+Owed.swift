internal import Envelope
internal import Foundation
internal import Schemas

/// Receipts that a node which stops leaves to the next start. They stand in a file of their own beside the messages: what is lost
/// with it, because the node was killed, is asked for again by whoever misses it.
extension Store {
    private static let limit = 32 << 20

    private var owed: String { location.messages + ".owed" }

    /// Keeps receipts, in place of those that were kept before.
    func leave(_ receipts: [OwedReceipt]) throws(CommandError) {
        guard !receipts.isEmpty else { return }
        let tree = JSONTree.array(
            receipts.map { owed in
                [
                    "party": .string(owed.party.description), "about": .string(owed.messageID),
                    "type": .string(owed.receipt.contentType),
                    "body": .string(Data(owed.receipt.body).base64EncodedString()),
                ]
            })
        try FileAccess.create(owed, tree.encoded(), replacing: true)
    }

    /// What was left, once.
    func takeOwed() -> [OwedReceipt] {
        defer { unlink(owed) }
        guard access(owed, F_OK) == 0, let bytes = try? FileAccess.read(owed, limit: Self.limit, on: NoConsole()),
            let root = try? JSONDocument(parsing: bytes, limits: JSONLimits(maxBytes: Self.limit, maxDepth: 3)).root
        else { return [] }
        return root.elements.compactMap { entry in
            guard let party = entry["party"]?.string.flatMap({ OIN($0) }), let about = entry["about"]?.string,
                let type = entry["type"]?.string, let body = entry["body"]?.string.flatMap({ Data(base64Encoded: $0) })
            else { return nil }
            return OwedReceipt(
                party: party, messageID: about, receipt: SignedReceipt(contentType: type, body: Array(body)))
        }
    }
}
