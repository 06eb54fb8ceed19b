internal import Envelope

extension NodePlan {
    /// What a node folder says.
    init(
        _ configuration: NodeConfiguration, passphrase: borrowing Passphrase, clock: NodeClock, log: NodeLog,
        on console: any Console
    ) throws(CommandError) {
        let identity = try configuration.listen.tls.map { (files) throws(CommandError) in
            try files.credentials(passphrase: passphrase, on: console)
        }
        self.init(
            party: configuration.party, system: configuration.system,
            listen: ListenerSettings(
                place: ListenerPlace(configuration.listen.place), identity: identity,
                limits: ListenerLimits(configuration.receiving, isProxied: configuration.listen.tls == nil)),
            local: ListenerSettings(
                place: .network(address: configuration.local.address, port: configuration.local.port)),
            clock: clock, log: log)
        delivery = DeliverySettings(configuration.delivery)
        certificates = TLSExpiries(configuration)
        renewal = configuration.listen.tls.map { TLSRenewal($0, configuration.passphrase) }
        retry = RetryPlan(configuration.delivery.retry)
        asynchronous = configuration.delivery.asynchronous
        mail = try configuration.mail.map { (mail) throws(CommandError) in try MailPlan(mail, on: console) }
        dispatch = DispatchLimits(
            attemptsAtOnce: configuration.delivery.attemptsAtOnce, perPartner: configuration.delivery.perPartner)
    }
}

extension TLSExpiries {
    init(_ configuration: NodeConfiguration) {
        let delivery = configuration.delivery
        let clients = [delivery.client].compactMap(\.self) + delivery.partnerClients.values
        self.init(server: configuration.listen.tls?.certificate, clients: clients.map(\.certificate).sorted())
    }
}

extension TLSRenewal {
    /// A key that is encrypted under a passphrase that is typed needs a new start: the passphrase is not kept.
    init(_ files: TLSFiles, _ place: PassphrasePlace) {
        self.init(files: files) { () throws(CommandError) in
            var typed = place == .prompt ? [] : try PassphraseSource.read(place, on: NoConsole())
            defer { typed.cleanse() }
            return try files.credentials(passphrase: Passphrase(typed), on: NoConsole())
        }
    }
}

extension ListenerPlace {
    init(_ place: ListenConfiguration.Place) {
        switch place {
        case .address(let address, let port): self = .network(address: address, port: port)
        case .unix(let path): self = .unix(path: path)
        }
    }
}

extension ListenerLimits {
    init(_ configuration: ReceivingConfiguration, isProxied: Bool) {
        self.init()
        bodyBytes = configuration.bytes
        connections = configuration.connections
        // Each waits for its turn. A sender who is told to come back does so after minutes: the wrong answer to somebody else's flood.
        requests = configuration.connections
        connectionsPerAddress = isProxied ? nil : configuration.perAddress
        idleTime = .seconds(configuration.timeout)
    }
}

extension DeliverySettings {
    init(_ configuration: DeliveryConfiguration) {
        self.init()
        // An address alone is a network of one.
        allowedPrivateNetworks = configuration.allowPrivate.map {
            $0.contains("/") ? $0 : $0 + ($0.contains(":") ? "/128" : "/32")
        }
        proxy = configuration.proxy
        authorities = configuration.authorities.map { [$0] }
        clientIdentity = configuration.client.map { ClientIdentity(certificate: $0.certificate, key: $0.key) }
        partnerIdentities = configuration.partnerClients.mapValues {
            ClientIdentity(certificate: $0.certificate, key: $0.key)
        }
        timeouts = Timeouts(
            connect: .seconds(configuration.timeouts.connect), tls: .seconds(configuration.timeouts.tls),
            idle: .seconds(configuration.timeouts.idle), whole: .seconds(configuration.timeouts.whole))
        maxConnections = configuration.attemptsAtOnce
        perPartner = configuration.perPartner
    }
}

extension RetryPlan {
    init(_ configuration: RetryConfiguration) {
        self.init(pauses: configuration.waits, thenEvery: configuration.then, lifetime: configuration.lifetime)
    }
}
