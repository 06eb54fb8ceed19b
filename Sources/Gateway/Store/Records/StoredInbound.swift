internal import Envelope

/// A message that arrived, as the store has it.
struct StoredInbound: Hashable, Sendable {
    let id: InboundID
    let recipient: OIN
    let dossier: UniqueID
    /// The name of its type in the profile.
    let type: String
    /// The CloudEvents document.
    let content: [UInt8]
    /// The signed MIME entity as it came out of the envelope.
    let evidence: [UInt8]
    let mic: [UInt8]
    let receipt: [UInt8]
    let receivedAt: UTCTime
    let state: InboundState
    let codes: [String]
}
