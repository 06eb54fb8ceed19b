/// A type of message that the profile knows.
public struct MessageType: Hashable, Sendable {
    /// How a message of this type relates to a dossier.
    public enum DossierUse: String, Hashable, Sendable {
        /// It starts a new dossier.
        case opens
        /// It belongs to a dossier that exists.
        case within
        /// It may belong to one.
        case optional
        case none
    }

    /// Whose key signs it.
    public enum Signer: String, Hashable, Sendable {
        /// A contactpersoon who released it.
        case contact
        /// The node, by itself.
        case node
    }

    /// What the program itself does with messages of this type.
    public enum Service: String, Hashable, Sendable, CaseIterable {
        /// Tells the sender whether a message was accepted.
        case verdict
        /// Tells the sender that a contactpersoon read a message.
        case opened
        /// Changes fields of an earlier message.
        case correction
        /// Takes an earlier message back.
        case withdrawal
        /// Asks for certificates.
        case keyRequest
        /// Tells the contactpersonen of a party which keys were asked for in its name, and what was decided.
        case keyNotice
    }

    public let name: String
    public let version: Int
    /// The file of the profile that holds the schema.
    public let schemaFile: String
    public let dossier: DossierUse
    public let signer: Signer
    /// Whether the receiver answers with a verdict. Answers are never answered.
    public let isAnswered: Bool
    public let service: Service?
}
