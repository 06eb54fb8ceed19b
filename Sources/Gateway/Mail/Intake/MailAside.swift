/// Why a mail is not taken for a message. It goes to a folder with this reason in its name, where a person can look.
enum MailAside: String, CaseIterable, Hashable, Sendable {
    /// No mail as the standards have it.
    case unreadable = "onleesbaar"
    /// Neither encrypted nor a signed receipt.
    case unprotected = "niet versleuteld"
    /// Nobody in the directory has this address.
    case unknownSender = "afzender onbekend"
    /// Addressed to others, or encrypted for others.
    case notForUs = "niet voor ons"
    /// Signature, sender or content do not pass.
    case refused = "geweigerd"
    /// Larger than this node takes.
    case tooLarge = "te groot"
    /// A report that a mail of ours did not arrive.
    case report = "onbestelbaar"
    /// An answer by a person that can't be read.
    case answer = "antwoord onvolledig"
    /// A receipt for nothing that waits for it.
    case receipt = "ontvangstbewijs"

    /// The folder beside `root`.
    func folder(_ root: String) -> String { "\(root) - \(rawValue)" }

    /// For the log.
    var code: String { "mail-\(self)" }
}
