/// A MIME text that was refused: why, and at which byte. Two errors are equal when their reasons are.
public struct MIMEError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reason, with its stable code.
    public let reason: MIMEReason
    /// The offset, in bytes from the start of what was read, at which the reader gave up.
    public let offset: Int

    init(_ reason: MIMEReason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    public var description: String {
        "MIME text refused at byte \(offset): \(reason.rawValue). Ask the sender to follow docs/wire.md, section MIME."
    }

    public static func == (left: MIMEError, right: MIMEError) -> Bool { left.reason == right.reason }

    public func hash(into hasher: inout Hasher) { hasher.combine(reason) }
}
