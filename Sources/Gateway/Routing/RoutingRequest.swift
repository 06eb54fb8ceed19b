public import Envelope
public import Schemas

/// A message that is to be routed, with what its sender knows.
public struct RoutingRequest: Sendable {
    /// The name of the message type in the profile.
    public let message: String
    /// As it was filled in: with the fields of all copies.
    public let data: JSONValue
    public let sender: OIN
    /// Parties that the sender picked, for routes that leave the choice to the sender.
    public let chosen: [OIN]
    /// The dossier; nil when it does not exist yet, or the message has none.
    public let dossier: DossierParties?
    /// The message that this one is about, for answers, corrections and withdrawals.
    public let original: OriginalMessage?

    public init(
        message: String, data: JSONValue, sender: OIN, chosen: [OIN] = [], dossier: DossierParties? = nil,
        original: OriginalMessage? = nil
    ) {
        self.message = message
        self.data = data
        self.sender = sender
        self.chosen = chosen
        self.dossier = dossier
        self.original = original
    }
}
