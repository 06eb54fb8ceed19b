internal import Envelope

/// Why a message from a known sender was refused before it was stored: what its signed receipt says, and the log.
struct InboundCode: Hashable, Sendable {
    let text: String

    init(_ reason: OpenReason) { text = reason.rawValue }

    init(_ code: RoutingCode) { text = code.rawValue }

    private init(_ text: String) { self.text = text }

    /// The same party used this message id before, for other content.
    static let idReused = InboundCode("id-hergebruikt")
    /// It asks for a receipt at another address than the directory has for its sender.
    static let receiptAddress = InboundCode("receipt-address")
    /// It asks for a receipt that this node does not make: another digest than SHA-256.
    static let receiptForm = InboundCode("unsupported MIC-algorithms")
    /// The key of its dossier was destroyed here.
    static let dossierDestroyed = InboundCode("dossier-destroyed")
    /// Made after another version of the form than this node has.
    static let schema = InboundCode("dataschema")

    private static let ofDirectory = Set(
        [RoutingCode.senderRole, .signerKind, .notAddressed, .dossierForeign].map { InboundCode($0) })

    /// Whether another edition of the directory could have judged otherwise.
    var dependsOnDirectory: Bool { Self.ofDirectory.contains(self) }

    /// What the receipt says.
    var disposition: ReceiptDisposition {
        let outcome: ReceiptDisposition.Outcome =
            [Self.receiptAddress, Self.receiptForm].contains(self) ? .failure : .error
        return ReceiptDisposition(outcome, text) ?? .unexpectedProcessingError
    }
}
