public import Schemas

/// Everything a message says about itself: the CloudEvents 1.0 attributes of the NL GOV profile, and two extensions.
public struct MessageAttributes: Hashable, Sendable {
    /// What all of it takes, but for the data.
    private static let usualByteCount = 768

    /// The message id: a UUID of version 7, the same on every attempt.
    public var id: UniqueID
    /// The sending party and system.
    public var source: MessageSource
    /// What kind of message it is.
    public var name: MessageName
    /// The dossier: a random UUID (version 4), never a BSN.
    public var subject: UniqueID
    /// When the message was made.
    public var time: UTCTime
    /// The absolute URI of the schema, with its version. At most 512 bytes of visible ASCII.
    public var dataSchema: String
    /// The party for which the message is meant (extension).
    public var recipient: OIN
    /// The sender's edition of the directory (extension).
    public var directory: ChainReference

    public init(
        id: UniqueID, source: MessageSource, name: MessageName, subject: UniqueID, time: UTCTime, dataSchema: String,
        recipient: OIN, directory: ChainReference
    ) {
        self.id = id
        self.source = source
        self.name = name
        self.subject = subject
        self.time = time
        self.dataSchema = dataSchema
        self.recipient = recipient
        self.directory = directory
    }

    /// Writes the message: a CloudEvents 1.0 JSON document on one line of UTF-8, without CR or LF.
    ///
    /// - Throws: ``MessageError`` when `id`, `subject` or `dataSchema` is not what its description says.
    public func encoded(with data: JSONTree) throws(MessageError) -> [UInt8] { try encoded(with: data.encoded()) }

    /// Writes the message.
    ///
    /// - Parameter data: one JSON value on one line of UTF-8, as ``JSONTree/encoded()`` gives it.
    /// - Throws: ``MessageError`` when `id`, `subject` or `dataSchema` is not what its description says.
    public func encoded(with data: [UInt8]) throws(MessageError) -> [UInt8] {
        guard id.version == 7 else { throw MessageError(.id) }
        guard subject.version == 4 else { throw MessageError(.subject) }
        guard ReceivedMessage.isAbsoluteURI(dataSchema) else { throw MessageError(.dataSchema) }
        var document = JSONLine(capacity: Self.usualByteCount + data.count)
        document.add("specversion", "1.0")
        document.add("id", id.description)
        document.add("source", source.description)
        document.add("type", name.type)
        document.add("subject", subject.description)
        document.add("time", time.description)
        document.add("dataschema", dataSchema)
        document.add("datacontenttype", "application/json")
        document.add("recipient", recipient.description)
        document.add("directory", directory.description)
        document.add("data", encoded: data)
        return document.closed()
    }
}
