/// An envelope that was refused. For the log, never for the sender as it is.
public struct OpenError: Error, Hashable, Sendable {
    public let reason: OpenReason
    /// What the layer below said: a reason of the DER, MIME or message reader, or an object identifier. Never content.
    public let detail: String?
    /// Whether the signature of a known signer was verified before this: only then may the answer tell the reason.
    public let isSenderVerified: Bool

    init(_ reason: OpenReason, _ detail: String? = nil, isSenderVerified: Bool = false) {
        self.reason = reason
        self.detail = detail
        self.isSenderVerified = isSenderVerified
    }

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
