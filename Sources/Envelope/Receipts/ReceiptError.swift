/// A receipt that does not count, and why. Two errors are equal when their reasons are.
public struct ReceiptError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reason, with its stable code.
    public let reason: ReceiptReason
    /// What the layer below said, such as the reason of the MIME reader or of the signature check.
    public let cause: String?

    init(_ reason: ReceiptReason, cause: String? = nil) {
        self.reason = reason
        self.cause = cause
    }

    public var description: String {
        let detail = cause.map { " (\($0))" } ?? ""
        return
            "receipt refused: \(reason.rawValue)\(detail). The message stays undelivered; ask the receiver's operator."
    }

    public static func == (left: ReceiptError, right: ReceiptError) -> Bool { left.reason == right.reason }

    public func hash(into hasher: inout Hasher) { hasher.combine(reason) }
}
