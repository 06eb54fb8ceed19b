internal import Envelope

/// What happened, before it has its place in the log: who, what, when, about which dossier, with what result (NEN 7513).
///
/// No text here may hold personal data of an uitstromer.
struct AuditRecord: Hashable, Sendable {
    let time: UTCTime
    /// The contactpersoon, the party, or `node`.
    let actor: String
    let action: AuditAction
    /// The other party.
    let party: OIN?
    let message: UniqueID?
    let dossier: UniqueID?
    /// `ok`, or the code of a refusal.
    let result: String
    /// What else a reader needs, in one line.
    let detail: String?

    init(
        time: UTCTime, actor: String, action: AuditAction, party: OIN? = nil, message: UniqueID? = nil,
        dossier: UniqueID? = nil, result: String = "ok", detail: String? = nil
    ) {
        self.time = time
        self.actor = actor
        self.action = action
        self.party = party
        self.message = message
        self.dossier = dossier
        self.result = result
        self.detail = detail
    }
}
