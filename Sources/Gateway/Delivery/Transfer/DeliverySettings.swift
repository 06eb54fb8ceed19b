internal import Envelope

/// How this node reaches others: what its configuration says under `delivery`.
struct DeliverySettings: Hashable, Sendable {
    /// A certificate with its key, for partners that ask who calls. The files are read when the loop starts.
    struct ClientIdentity: Hashable, Sendable {
        /// PEM: the certificate, then those that lead to its authority.
        var certificate: String
        /// PEM: the private key, encrypted or not.
        var key: String
    }

    /// How long each phase of an exchange may take.
    struct Timeouts: Hashable, Sendable {
        /// Finding the name, and the TCP connection.
        var connect: Duration = .seconds(10)
        /// The TLS handshake, and the way through a proxy.
        var tls: Duration = .seconds(10)
        /// No byte in either direction; so also how long an answer may wait for its first byte.
        var idle: Duration = .seconds(60)
        /// Everything together.
        var whole: Duration = .seconds(300)
    }

    /// Networks that are refused by nature and allowed here, as `10.1.0.0/16` or `fd00::/8`.
    var allowedPrivateNetworks: [String] = []
    /// `http://…` or `https://…`: all calls go through it, and then it alone decides where they end; only its own address is
    /// judged here. Nil: no proxy, whatever the environment says.
    var proxy: String?
    /// PEM files with the authorities whose TLS certificates count; nil: those of the system.
    var authorities: [String]?
    var clientIdentity: ClientIdentity?
    /// For these partners, instead of ``clientIdentity``.
    var partnerIdentities: [OIN: ClientIdentity] = [:]
    var timeouts = Timeouts()
    /// How many exchanges at a time, and how many connections are kept.
    var maxConnections = 32
    /// How many exchanges at a time with one partner.
    var perPartner = 4
    /// The largest answer in bytes, unless the call says otherwise. A receipt is a few kilobytes.
    var responseLimit = 256 << 10
}
