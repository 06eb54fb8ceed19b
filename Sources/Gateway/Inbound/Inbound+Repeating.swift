internal import Envelope
internal import Schemas

/// What arrives a second time.
extension Inbound {
    /// The first receipt, when the message is stored already: what was accepted stays accepted, whatever the directory, the form
    /// or the keys of this moment would make of it.
    ///
    /// - Parameter code: why the message would be refused now.
    /// - Returns: nil when the message is new.
    func repeated(_ arrival: Arrival, _ request: AS2Request, despite code: InboundCode? = nil) -> HTTPResponse? {
        guard code != .receiptForm else { return nil }
        let outcome: InboundOutcome?
        do throws(StoreError) {
            outcome = try store.earlierOutcome(of: arrival.inbound, content: arrival.bytes.revealed)
        } catch {
            return error.reason == .destroyed ? nil : unavailable(error)
        }
        guard case .repeated(let bytes)? = outcome else { return nil }
        return repeated(bytes, arrival, request, isHere: code == .receiptAddress)
    }

    /// - Parameter isHere: the receipt goes back the way the message came, wherever it was asked for.
    func repeated(_ bytes: [UInt8], _ arrival: Arrival, _ request: AS2Request, isHere: Bool = false) -> HTTPResponse {
        guard let stored = StoredReceipt(bytes) else {
            return unavailable(StoreError(.damaged, arrival.inbound.description))
        }
        metrics.count(.received, "repeated")
        return isHere ? respondHere(stored.receipt, request) : respond(stored.receipt, request)
    }
}
