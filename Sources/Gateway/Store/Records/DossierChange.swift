internal import Envelope

/// What a message adds to the parties of its dossier. Adding a party again changes nothing.
struct DossierChange: Hashable, Sendable {
    let dossier: UniqueID
    /// The party that opens the dossier with this message; nil for a message in a dossier that exists.
    let opener: OIN?
    /// The parties that this message is sent to.
    let addressed: [OIN]

    init(dossier: UniqueID, opener: OIN? = nil, addressed: [OIN] = []) {
        self.dossier = dossier
        self.opener = opener
        self.addressed = addressed
    }
}
