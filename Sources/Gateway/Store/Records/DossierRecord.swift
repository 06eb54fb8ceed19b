internal import Envelope

/// Who is in a dossier, as the store has it.
struct DossierRecord: Hashable, Sendable {
    /// Nil when this node never saw the message that opened it.
    let opener: OIN?
    /// In the order in which they were addressed for the first time.
    let addressed: [OIN]
}
