internal import Foundation

/// A mail server of this node's own provider, and how to log in there. Always over TLS 1.2 or newer, its certificate checked.
struct MailServer: Hashable, Sendable {
    struct Login: Hashable, Sendable {
        let user: String
        let password: String
    }

    /// `smtps://host:port`, `imaps://host:port`, or `smtp://host:port`, where STARTTLS is then required.
    let url: String
    let login: Login?
    /// PEM; nil for the authorities of the system.
    let authorities: [UInt8]?

    var host: String { HostName.of(url) }
}
