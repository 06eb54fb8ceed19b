/// An envelope that was refused. For the log, never for the sender as it is.
public struct OpenError: Error, Hashable, Sendable {
    public let reason: OpenReason
    /// What the layer below said: a reason of the DER, MIME or message reader, or an object identifier. Never content.
    public let detail: String?
    /// The signature of a known signer, when it was verified before this.
    public let signature: VerifiedSignature?
    /// What the signed message says of itself, when it could be read. Who is not its source may have signed it.
    public let attributes: MessageAttributes?

    init(
        _ reason: OpenReason, _ detail: String? = nil, signature: VerifiedSignature? = nil,
        attributes: MessageAttributes? = nil
    ) {
        self.reason = reason
        self.detail = detail
        self.signature = signature
        self.attributes = attributes
    }

    /// Whether the signature of a known signer was verified before this: only then may the answer tell the reason.
    public var isSenderVerified: Bool { signature != nil }

    static func parsing<R>(
        _ reason: OpenReason = .der, _ body: () throws(DERError) -> R
    ) throws(OpenError) -> R {
        do throws(DERError) { return try body() } catch { throw OpenError(reason, error.reason.rawValue) }
    }

    static func wrapping<R: ~Copyable>(_ body: () throws(CryptoError) -> R) throws(OpenError) -> R {
        do throws(CryptoError) { return try body() } catch { throw OpenError(.unavailable, error.description) }
    }
}

extension OpenError: CustomStringConvertible {
    public var description: String {
        "envelope refused: \(reason.rawValue)" + (detail.map { " (\($0))" } ?? "")
            + "; see docs/wire.md, section Refusals"
    }
}
