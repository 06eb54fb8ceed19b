internal import Envelope

/// A message from a known sender that is refused: what its receipt and the audit log say.
struct RefusedMessage: Sendable {
    let code: InboundCode
    /// Nil when the message could not be read.
    let message: UniqueID?
    let dossier: UniqueID?
    /// Who signed the message.
    let party: OIN
    /// The digest of what was signed.
    let mic: Digest
}
