public import Schemas

/// A message that was refused. It never quotes the message, which may hold personal data.
public struct MessageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reason, with its stable code.
    public let reason: MessageReason
    /// For reason `json`: what is wrong with the text, and where.
    public let syntax: JSONSyntaxError?

    init(_ reason: MessageReason, syntax: JSONSyntaxError? = nil) {
        self.reason = reason
        self.syntax = syntax
    }

    public var description: String {
        let place = syntax.map { " (\($0))" } ?? ""
        return "message refused: \(reason.rawValue)\(place). The sender must follow docs/wire.md, section Message."
    }

    public static func == (left: MessageError, right: MessageError) -> Bool { left.reason == right.reason }

    public func hash(into hasher: inout Hasher) { hasher.combine(reason) }
}
