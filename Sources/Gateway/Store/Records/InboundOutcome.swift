/// What the store did with a message that arrived.
enum InboundOutcome: Hashable, Sendable {
    /// It is on disk, with its receipt.
    case stored
    /// The same message was there already: answer with the receipt of then. Nothing changed.
    case repeated(receipt: [UInt8])
    /// The sending party used this id before for other content (`id-hergebruikt`). Nothing changed.
    case idReused
    /// Another party opened this dossier. Nothing changed.
    case dossierTaken
}
