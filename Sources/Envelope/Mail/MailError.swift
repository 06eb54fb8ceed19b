/// A mail that is not taken for a message. Two errors are equal when their reasons are.
public struct MailError: Error, Hashable, Sendable, CustomStringConvertible {
    public let reason: MailReason
    /// What the layer below said. Never content.
    public let detail: String?

    public init(_ reason: MailReason, _ detail: String? = nil) {
        self.reason = reason
        self.detail = detail
    }

    public var description: String {
        "mail put aside: \(reason.rawValue)" + (detail.map { " (\($0))" } ?? "") + "; see docs/wire.md, section Mail"
    }

    public static func == (left: MailError, right: MailError) -> Bool { left.reason == right.reason }

    public func hash(into hasher: inout Hasher) { hasher.combine(reason) }
}
