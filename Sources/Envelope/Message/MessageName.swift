/// The name of a kind of message, such as `aanmeldbericht`; on the wire it follows `nl.weerthuis.`.
public struct MessageName: Hashable, Sendable, CustomStringConvertible {
    static let prefix = "nl.weerthuis."

    public let description: String

    /// Nil unless `name` is 1 to 64 lower-case letters, digits and hyphens.
    public init?(_ name: some StringProtocol) {
        guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(Self.isPart) else { return nil }
        description = String(name)
    }

    /// Nil unless `type` is the prefix and a name.
    init?(type: String) {
        guard type.hasPrefix(Self.prefix) else { return nil }
        self.init(Substring(type.utf8.dropFirst(Self.prefix.utf8.count)))
    }

    /// The CloudEvents type.
    var type: String { Self.prefix + description }

    static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, 0x2D: true
        default: false
        }
    }
}
