public import Schemas

/// Everything a message says about itself: the CloudEvents 1.0 attributes of the NL GOV profile, and two extensions.
public struct MessageAttributes: Hashable, Sendable {
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
    public func encoded(with data: JSONTree) throws(MessageError) -> [UInt8] {
        guard id.version == 7 else { throw MessageError(.id) }
        guard subject.version == 4 else { throw MessageError(.subject) }
        guard ReceivedMessage.isAbsoluteURI(dataSchema) else { throw MessageError(.dataSchema) }
        let document: JSONTree = [
            "specversion": "1.0",
            "id": .string(id.description),
            "source": .string(source.description),
            "type": .string(name.type),
            "subject": .string(subject.description),
            "time": .string(time.description),
            "dataschema": .string(dataSchema),
            "datacontenttype": "application/json",
            "recipient": .string(recipient.description),
            "directory": .string(directory.description),
            "data": data,
        ]
        return document.encoded()
    }
}
