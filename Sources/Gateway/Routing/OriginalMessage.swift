public import Envelope

/// An earlier message that a later one answers, corrects or takes back.
public struct OriginalMessage: Hashable, Sendable {
    /// The name of its type in the profile.
    public let message: String
    public let sender: OIN
    public let recipients: [OIN]

    public init(message: String, sender: OIN, recipients: [OIN]) {
        self.message = message
        self.sender = sender
        self.recipients = recipients
    }
}
