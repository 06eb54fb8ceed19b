internal import Envelope

/// Signs receipts with the node's key of this moment. Each carries the head of the audit log.
struct ReceiptDesk: Sendable {
    let own: OIN
    let keys: KeyRing
    let store: Store

    /// Why there is no receipt now. The sender keeps the message.
    enum Problem: Error, Sendable {
        case noKey
        case store(StoreError)
        case signing(ReceiptSigningError)
    }

    /// - Parameter mic: the digest of what was verified, also of a message that is refused: it tells which one.
    func sign(
        _ disposition: ReceiptDisposition, for request: AS2Request, mic: Digest, in snapshot: DirectorySnapshot,
        at now: UTCTime
    ) throws(Problem) -> SignedReceipt {
        guard let signer = snapshot.directory.party(own).flatMap({ keys.signer(ofNodeIn: $0, at: now) }) else {
            throw .noKey
        }
        let head: ChainReference?
        do throws(StoreError) { head = try store.knownAuditHead() } catch { throw .store(error) }
        let receipt = Receipt(
            finalRecipient: own.description, originalMessageID: request.messageID, disposition: disposition, mic: mic,
            checkpoint: head)
        let embeds = snapshot.directory.party(request.from)?.suite == .cbc
        do throws(ReceiptSigningError) {
            return try ReceiptSigner(signer, embedsCertificate: embeds).sign(receipt, at: now)
        } catch {
            throw .signing(error)
        }
    }
}
