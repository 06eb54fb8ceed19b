internal import Envelope
internal import Schemas

/// A message whose sender is known, with what this node knows about its surroundings.
struct Arrival: Sendable {
    let message: ReceivedMessage
    /// The CloudEvents document.
    let bytes: Sensitive<[UInt8]>
    let evidence: Sensitive<[UInt8]>
    let signature: VerifiedSignature
    /// What the receipt returns: the digest of the message, on whichever way it came.
    let mic: Digest
    let sender: Party
    let own: Party
    /// Who could read it, for the audit log.
    let keys: KeyTrace

    var attributes: MessageAttributes { message.attributes }
    var type: String { attributes.name.description }
    var inbound: InboundID { InboundID(message: attributes.id, source: sender.oin) }
}
