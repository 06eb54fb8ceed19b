internal import Envelope

/// What goes out.
extension NodeSettings {
    static let allowPrivate = Setting(
        "delivery.allowPrivate", SettingForm.network.list(atMost: 64), standard: [], shown: "`[]`",
        "Private, loopback and link-local addresses that partners may have; all others are refused.")
    static let proxy = Setting(
        "delivery.proxy", optional: .url("http", "https"), "The proxy through which everything goes out.")
    static let authorities = Setting(
        "delivery.authorities", optional: .path, shown: "the system's",
        "PEM: the authorities whose TLS certificates count, instead of the system's.")
    static let clientCertificate = Setting(
        "delivery.client.certificate", optional: .path, "PEM: a TLS certificate for partners that ask for one.")
    static let clientKey = Setting(
        "delivery.client.key", optional: .path, "Its private key, plain or encrypted under the node's passphrase.")

    static let partnerClients = Setting(
        "delivery.clients", optional: .path,
        "Folder with certificates for partners that ask for one of their own: OIN.cert.pem and OIN.key.pem.")

    static let connectTimeout = Setting(
        "delivery.timeouts.connect", .number(1...300, "seconds"), standard: 10, shown: "`10`",
        "To find the partner and connect.")
    static let tlsTimeout = Setting(
        "delivery.timeouts.tls", .number(1...300, "seconds"), standard: 15, shown: "`15`",
        "To agree on TLS, counted from the start.")
    static let idleTimeout = Setting(
        "delivery.timeouts.idle", .number(1...600, "seconds"), standard: 60, shown: "`60`",
        "How long nothing may come or go.")
    static let wholeTimeout = Setting(
        "delivery.timeouts.whole", .number(1...3600, "seconds"), standard: 300, shown: "`300`",
        "For one attempt from beginning to end.")

    static let attemptsAtOnce = Setting(
        "delivery.attemptsAtOnce", .number(1...256), standard: 64, shown: "`64`",
        "Messages under way at a time, until what came of them is on disk.")
    static let perPartner = Setting(
        "delivery.perPartner", .number(1...64), standard: 32, shown: "`32`",
        "Exchanges with one partner at a time, and never more than half of these; \(LanePlaces.first) until it answers."
    )

    static let asynchronous = Setting(
        "delivery.asynchronous", SettingForm.oin.list(atMost: 1_000), standard: [], shown: "`[]`",
        "Partners, by OIN, that are asked for their receipt later, at this node's address in the directory, and not in their answer."
    )

    static let retryMinutes = Setting(
        "delivery.retry.minutes", SettingForm.minutes(0.01...1440).list(atMost: 32), standard: [300, 600, 1200, 2400],
        shown: "`[5, 10, 20, 40]`", "How long to wait after the first attempts.")
    static let retryThen = Setting(
        "delivery.retry.then", .minutes(0.01...1440), standard: 3600, shown: "`60`", "How long after each later one.")
    static let retryDays = Setting(
        "delivery.retry.days", .number(1...MessageAge.mostDays - 1, "days"), standard: 7, shown: "`7`",
        "After that the delivery is `failed` and a person must act. Receivers refuse what is older than \(MessageAge.mostDays) days."
    )

    static let delivering: [any SettingDescription] = [
        allowPrivate, proxy, authorities, clientCertificate, clientKey, partnerClients, connectTimeout, tlsTimeout,
        idleTimeout, wholeTimeout, attemptsAtOnce, perPartner, asynchronous, retryMinutes, retryThen, retryDays,
    ]
}
