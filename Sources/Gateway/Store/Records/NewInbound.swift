internal import Envelope

/// A verified message, with the answer that goes back once it is stored.
struct NewInbound: Hashable, Sendable {
    let messageID: UniqueID
    let source: OIN
    /// The party that the message is meant for: the node's own.
    let recipient: OIN
    let dossier: UniqueID
    /// The name of its type in the profile.
    let type: String
    /// The CloudEvents document.
    let content: [UInt8]
    /// The signed MIME entity as it came out of the envelope, to be shown to others later.
    let evidence: [UInt8]
    /// The digest in the receipt.
    let mic: [UInt8]
    let receivedAt: UTCTime
    /// The signed receipt, whole; a repeat of the message gets these bytes again.
    let receipt: [UInt8]
    let state: InboundState
    /// Codes of the findings of a rejected message; none otherwise.
    let codes: [String]

    var inbound: InboundID { InboundID(message: messageID, source: source) }
}
