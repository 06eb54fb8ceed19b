/// Why a message was refused. The raw value is the stable reason code of `docs/wire.md`.
public enum MessageReason: String, CaseIterable, Sendable {
    /// The text is not JSON of the strict kind, or over a limit.
    case json = "message-json"
    /// The text is JSON but no object.
    case notAnObject = "message-not-an-object"
    /// An attribute of the profile is missing.
    case missingAttribute = "message-attribute-missing"
    /// An attribute that the profile doesn't know: nobody would check it, so nobody may rely on it.
    case unknownAttribute = "message-attribute-unknown"
    /// specversion is not "1.0".
    case version = "message-specversion"
    /// id is not a UUID of version 7.
    case id = "message-id"
    /// source is not `urn:nld:oin:<20 digits>:systeem:<name>`.
    case source = "message-source"
    /// type is not `nl.weerthuis.<name>`.
    case type = "message-type"
    /// subject is not a UUID of version 4.
    case subject = "message-subject"
    /// time is not RFC 3339 with a zone.
    case time = "message-time"
    /// dataschema is not an absolute URI.
    case dataSchema = "message-dataschema"
    /// datacontenttype is not "application/json".
    case dataContentType = "message-datacontenttype"
    /// recipient is not an OIN.
    case recipient = "message-recipient"
    /// directory is not `<sequence>:<hash>`.
    case directory = "message-directory"
}
