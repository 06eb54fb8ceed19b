/// What became of a message, as its receipt says (RFC 4130 section 7.5, RFC 8098 section 3.2.6).
public struct ReceiptDisposition: Hashable, Sendable {
    /// What precedes the modifier.
    public enum Outcome: String, CaseIterable, Sendable {
        /// The message was received, verified and stored.
        case processed = "processed"
        /// So it was, with a remark.
        case warning = "processed/warning"
        /// The message was not accepted.
        case error = "processed/error"
        /// The request for a receipt could not be met, so the message was not processed.
        case failure = "failed/failure"
    }

    public let outcome: Outcome
    /// Empty for `processed`; else 1 to 100 bytes of visible ASCII and spaces.
    public let modifier: String

    /// Whether the sender may count the message as delivered.
    public var isDelivered: Bool { outcome == .processed || outcome == .warning }

    public static let processed = ReceiptDisposition(known: .processed, "")
    /// The message came before; this repeats the receipt of the first time.
    public static let duplicateDocument = ReceiptDisposition(known: .warning, "duplicate-document")
    public static let decryptionFailed = ReceiptDisposition(known: .error, "decryption-failed")
    public static let authenticationFailed = ReceiptDisposition(known: .error, "authentication-failed")
    public static let integrityCheckFailed = ReceiptDisposition(known: .error, "integrity-check-failed")
    public static let insufficientMessageSecurity = ReceiptDisposition(known: .error, "insufficient-message-security")
    public static let unexpectedProcessingError = ReceiptDisposition(known: .error, "unexpected-processing-error")
    public static let unknownTradingRelationship = ReceiptDisposition(known: .error, "unknown-trading-relationship")

    /// Nil unless `modifier` is what its description says.
    public init?(_ outcome: Outcome, _ modifier: String) {
        let isPlain = modifier.utf8.allSatisfy { ASCII.isVisible($0) || $0 == ASCII.space }
        guard isPlain, outcome == .processed ? modifier.isEmpty : (1...100).contains(modifier.utf8.count) else {
            return nil
        }
        self.init(known: outcome, modifier)
    }

    private init(known outcome: Outcome, _ modifier: String) {
        self.outcome = outcome
        self.modifier = modifier
    }

    private static let mode = "automatic-action/MDN-sent-automatically"

    /// Reads the value of the field Disposition. Only a receipt that a machine sent by itself is accepted; the case of
    /// letters does not count.
    init?(fieldValue: String) {
        let parts = fieldValue.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == Self.mode.lowercased() else { return nil }
        let kind = parts[1].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = MIMETrim.blanks(kind[0]).lowercased()
        guard let outcome = Outcome(rawValue: name) else { return nil }
        self.init(outcome, kind.count == 2 ? String(MIMETrim.blanks(kind[1])) : "")
    }

    /// The value of the field Disposition.
    var fieldValue: String { "\(Self.mode); \(outcome.rawValue)" + (modifier.isEmpty ? "" : ": \(modifier)") }
}
