/// How a node sends and fetches mail. Paths are absolute.
struct MailConfiguration: Hashable, Sendable {
    struct Server: Hashable, Sendable {
        let url: String
        let user: String?
        /// The file with the password.
        let password: String?
    }

    struct Fetching: Hashable, Sendable {
        let server: Server
        let folder: String
        let done: String
        let aside: String
        /// Seconds.
        let every: Int
        let bytes: Int
    }

    /// The mail address of the node.
    let address: String
    let sending: Server?
    let fetching: Fetching?
    /// PEM; nil for the authorities of the system.
    let authorities: String?
    /// Days.
    let askAfter: Int
}
