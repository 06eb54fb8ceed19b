/// One destination of a route: parties of these roles, chosen in one way.
public struct Recipient: Hashable, Sendable {
    /// How the parties are chosen.
    public enum Choice: Hashable, Sendable {
        /// The region's only party of the role.
        case fixed
        /// The party whose code stands in this field.
        case field(JSONPointer)
        /// The sender picks a party.
        case sender
        /// Every party of the roles.
        case all
        /// The parties of the dossier that have one of the roles, without the sender.
        case dossier
        /// Whoever received the message whose id stands in this field.
        case originalRecipients(JSONPointer)
        /// Whoever sent the message whose id stands in this field.
        case originalSender(JSONPointer)
    }

    public let roles: [String]
    public let choice: Choice
    /// Nil: always. Otherwise only messages for which the condition holds go here.
    public let condition: FieldCondition?
    /// Fields that stand in the copy for these recipients, where they are required, and in no other copy.
    public let onlyInThisCopy: [JSONPointer]
}
