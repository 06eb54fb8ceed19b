internal import Envelope
internal import Schemas

/// A checked message with all that routing it needs.
struct Letter: Sendable {
    let type: MessageType
    let data: JSONValue
    let releasedBy: Submission.Releaser
    let dossier: UniqueID
    /// Nil when the dossier does not exist yet, or the message has none.
    let parties: DossierParties?
    let chosen: [OIN]
    /// The message that it answers, corrects or takes back.
    let original: OriginalMessage?
}
