/// A signed entity that was read, with its signature.
struct SignedPart {
    /// The part that is signed, in the plaintext, or in ``inside``.
    let entity: MIMEEntity
    /// The SignedData, DER.
    let signedData: [UInt8]
    /// What stands inside the SignedData; nil when the signature is detached.
    let inside: [UInt8]?
    /// Whether it is a receipt that a mail program signed; ``entity`` is what holds the SignedData then.
    var isReceipt = false
}
