internal import Envelope

/// How a node works with mail.
struct MailPlan: Sendable {
    /// Where mails are fetched.
    struct Fetching: Sendable {
        let server: MailServer
        var folder = "INBOX"
        /// Where mails go that were dealt with.
        var done = "Weer Thuis verwerkt"
        /// What the names of the folders begin with where other mails go.
        var aside = "Weer Thuis opzij"
        var every: Duration = .seconds(60)
        /// Bytes of the largest mail that is fetched.
        var limit = 32 << 20
    }

    /// The mail address of the node: bounces and what the node says by itself.
    let address: String
    /// Nil for a node that only fetches.
    let sending: MailServer?
    let fetching: Fetching?
    /// Days after which a person is asked about a message that nobody answered.
    var askAfter = 7

    /// What this node calls itself towards mail servers.
    var name: String { address.split(separator: "@").last.map(String.init) ?? "localhost" }
}
