/// What became of one attempt. All reasons are Dutch, for a coordinator, without personal data.
enum DeliveryVerdict: Hashable, Sendable {
    /// A receipt was verified: signature, message, digest, disposition.
    ///
    /// `receipt` is the whole signed entity with its header, so that `openssl cms -verify` can read it; `mic` is the SHA-256
    /// digest that it confirms.
    case delivered(receipt: [UInt8], mic: [UInt8])
    /// The partner took it and will send its receipt later. That proves nothing yet.
    case awaitingReceipt
    /// A mail server took it over, and no machine receipt is possible. That proves nothing yet either.
    case handedOver
    /// Nothing is certain: try again later, with the same id.
    case deferred(Deferral)
    /// The partner says, signed, that it could not open or verify the message: read the directory again, seal anew, try once
    /// more.
    case refreshDirectory(reason: String)
    /// The partner refused, signed: final.
    case refused(codes: [String], reason: String)
    /// An unsigned refusal, perhaps of a proxy, or a signed one that blames a clock: goes on trying, and a person should look.
    case needsPerson(reason: String)

    /// Whether the partner could not be reached or could not work, so that other messages would fare the same.
    var partnerIsDown: Bool {
        if case .deferred(let deferral) = self { deferral.partnerIsDown } else { false }
    }
}
