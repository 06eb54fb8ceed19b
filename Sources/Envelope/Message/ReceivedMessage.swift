public import Schemas

/// A message that was read: its attributes, and the data where it stands in the document.
///
/// The set of attributes is closed. CloudEvents lets anybody add extensions, but one that no receiver checks would
/// still be signed, stored and shown; so an unknown attribute is refused.
public struct ReceivedMessage: Sendable {
    public let attributes: MessageAttributes
    /// The form or bericht itself. Its shape is not checked here: that is the schema's task.
    public let data: JSONValue

    /// What is sealed at most is read at most.
    public static let limits = JSONLimits(maxBytes: Sealer.maximumByteCount)

    private static let names = [
        "specversion", "id", "source", "type", "subject", "time", "dataschema", "datacontenttype", "recipient",
        "directory", "data",
    ]

    /// Reads a CloudEvents 1.0 JSON document of the profile. White space between tokens is allowed, line ends too.
    ///
    /// - Throws: ``MessageError`` with the reason of the first attribute that is not what the profile demands.
    public init(decoding bytes: [UInt8], limits: JSONLimits = ReceivedMessage.limits) throws(MessageError) {
        let root = try Self.document(bytes, limits)
        guard root.kind == .object else { throw MessageError(.notAnObject) }
        guard Self.isClosed(root) else { throw MessageError(.unknownAttribute) }
        guard try Self.text(root, "specversion", .version) == "1.0" else { throw MessageError(.version) }
        guard try Self.text(root, "datacontenttype", .dataContentType) == "application/json" else {
            throw MessageError(.dataContentType)
        }
        guard let data = root["data"] else { throw MessageError(.missingAttribute) }
        self.data = data
        attributes = MessageAttributes(
            id: try Self.value(root, "id", .id) { UniqueID($0).flatMap { $0.version == 7 ? $0 : nil } },
            source: try Self.value(root, "source", .source) { MessageSource($0) },
            name: try Self.value(root, "type", .type) { MessageName(type: $0) },
            subject: try Self.value(root, "subject", .subject) { UniqueID($0).flatMap { $0.version == 4 ? $0 : nil } },
            time: try Self.value(root, "time", .time) { UTCTime(rfc3339: $0) },
            dataSchema: try Self.value(root, "dataschema", .dataSchema) { Self.isAbsoluteURI($0) ? $0 : nil },
            recipient: try Self.value(root, "recipient", .recipient) { OIN($0) },
            directory: try Self.value(root, "directory", .directory) { ChainReference($0) })
    }

    /// Whether there are no attributes but the known ones. JSON has no key twice, so counting them is enough when all are there.
    private static func isClosed(_ root: JSONValue) -> Bool {
        root.count == names.count && names.allSatisfy { root[$0] != nil }
            || root.members.allSatisfy { names.contains($0.key) }
    }

    private static func document(_ bytes: [UInt8], _ limits: JSONLimits) throws(MessageError) -> JSONValue {
        do {
            return try JSONDocument(parsing: bytes, limits: limits).root
        } catch {
            throw MessageError(.json, syntax: error)
        }
    }

    private static func text(
        _ root: JSONValue, _ name: String, _ reason: MessageReason
    ) throws(MessageError) -> String {
        guard let member = root[name] else { throw MessageError(.missingAttribute) }
        guard let text = member.string else { throw MessageError(reason) }
        return text
    }

    private static func value<Value>(
        _ root: JSONValue, _ name: String, _ reason: MessageReason, _ read: (String) -> Value?
    ) throws(MessageError) -> Value {
        guard let value = read(try text(root, name, reason)) else { throw MessageError(reason) }
        return value
    }

    /// A scheme, a colon and at least one more character, all visible ASCII (RFC 3986 section 4.3).
    static func isAbsoluteURI(_ text: String) -> Bool {
        guard text.utf8.count <= 512, let colon = text.utf8.firstIndex(of: ASCII.colon) else { return false }
        let scheme = text.utf8[..<colon]
        let rest = text.utf8[colon...].dropFirst()
        guard let first = scheme.first, (0x61...0x7A).contains(first), scheme.allSatisfy(MessageName.isPart) else {
            return false
        }
        let excluded = [UInt8](#""<>\^`{|}#"#.utf8)
        return !rest.isEmpty && rest.allSatisfy { ASCII.isVisible($0) && !excluded.contains($0) }
    }
}
