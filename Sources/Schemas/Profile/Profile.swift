/// The agreements of one region as data: roles, message types with their forms, routes and terms.
///
/// Immutable and shared by threads. The program knows no type, role or route by name; it finds them here.
public struct Profile: Sendable {
    public let name: String
    public let version: Int
    public let title: String
    /// What stands before the name of a message type in the type attribute of a CloudEvents message.
    public let typePrefix: String
    public let roles: [PartyRole]
    public let messages: [MessageType]
    public let dossier: DossierRules
    public let routes: [Route]
    public let terms: [Term]
    /// How long messages are kept, and by which clause.
    public let retention: CalendarSpan
    public let retentionGround: String
    public let keyTerms: KeyTerms
    public let guides: [Guide]
    public let codeLists: [String: ProfileCodeList]
    /// The form of every message type, by the name of the type.
    public let forms: [String: Form]
    let documents: SchemaView.Documents
    /// Per type the fields that stand in some copies only; types without such fields are absent.
    let copyFieldsByMessage: [String: Set<JSONPointer>]

    public func role(_ name: String) -> PartyRole? { roles.first { $0.name == name } }
    public func message(_ name: String) -> MessageType? { messages.first { $0.name == name } }

    /// The message type that does this for the program; nil when the profile has none.
    public func message(serving service: MessageType.Service) -> MessageType? {
        messages.first { $0.service == service }
    }

    /// The destinations of a type when a party of this role sends it. Empty: this role may not send it.
    public func recipients(of message: String, from role: String) -> [Recipient] {
        routes.filter { $0.messages.contains(message) && $0.senders.contains(role) }.flatMap(\.recipients)
    }

    /// Fields of a type that stand in some copies only.
    public func copyFields(of message: String) -> Set<JSONPointer> { copyFieldsByMessage[message] ?? [] }
}
