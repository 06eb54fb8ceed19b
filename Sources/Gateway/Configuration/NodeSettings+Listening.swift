internal import Envelope

/// What comes in.
extension NodeSettings {
    static let listenAddress = Setting(
        "listen.address", .address, standard: "127.0.0.1", shown: "`\"127.0.0.1\"`",
        "Where partners' messages come in.")
    static let listenPort = Setting(
        "listen.port", .number(0...65535), standard: 8443, shown: "`8443`", "Its port; 0 takes any free one.")
    static let listenUnix = Setting(
        "listen.unix", optional: .path, "A socket instead of address and port, for a proxy on this machine.")
    static let listenProxied = Setting(
        "listen.proxied", .flag, standard: false, shown: "`false`",
        "A proxy on this machine does the TLS; the address must be a loopback address.")
    static let tlsCertificate = Setting(
        "listen.tls.certificate", optional: .path,
        "PEM: the TLS certificate, then those up to the authority. Read again when the file changes.")
    static let tlsKey = Setting(
        "listen.tls.key", optional: .path, "Its private key, plain or encrypted under the node's passphrase.")

    static let localAddress = Setting(
        "local.address", .loopback, standard: "127.0.0.1", shown: "`\"127.0.0.1\"`",
        "Where /healthz and /metrics are served, without TLS.")
    static let localPort = Setting(
        "local.port", .number(0...65535), standard: 8444, shown: "`8444`", "Its port; 0 takes any free one.")

    static let receivingBytes = Setting(
        "receiving.bytes", .number(65_536...Opener.maximumByteCount, "bytes"), standard: Opener.maximumByteCount,
        shown: "`\(Opener.maximumByteCount)`",
        "The largest request.")
    static let receivingConnections = Setting(
        "receiving.connections", .number(4...10_000), standard: 256, shown: "`256`",
        "Connections at a time; with more, the longest idle one is closed. Without a proxy, strangers get half.")
    static let receivingPerAddress = Setting(
        "receiving.perAddress", .number(1...10_000), standard: 64, shown: "`64`",
        "Of these, from one address. Behind a proxy all come from the proxy's.")
    static let receivingTimeout = Setting(
        "receiving.timeout", .number(1...600, "seconds"), standard: 60, shown: "`60`",
        "How long a connection may be silent.")

    static let listening: [any SettingDescription] = [
        listenAddress, listenPort, listenUnix, listenProxied, tlsCertificate, tlsKey, localAddress, localPort,
        receivingBytes, receivingConnections, receivingPerAddress, receivingTimeout,
    ]
}
