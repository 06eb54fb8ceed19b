internal import Envelope
internal import Foundation
internal import Schemas

/// Reads the parts of a node's configuration and checks what settings say together.
struct ConfigurationDraft {
    var reader: SettingsReader
    private let folder: String

    init(_ root: JSONValue, folder: String) {
        reader = SettingsReader(root, known: NodeSettings.all)
        self.folder = folder
    }

    /// Absolute.
    mutating func path(_ setting: Setting<String>) -> String { resolve(reader.value(setting)) }

    mutating func path(_ setting: Setting<String?>) -> String? { reader.value(setting).map(resolve) }

    mutating func passphrase() -> PassphrasePlace {
        let file = path(NodeSettings.passphraseFile)
        let credential = reader.value(NodeSettings.passphraseCredential)
        let prompt = reader.value(NodeSettings.passphrasePrompt)
        if [file != nil, credential != nil, prompt].count(where: \.self) > 1 {
            reader.refuse(.contradiction, NodeSettings.passphraseFile, "give one of file, credential and prompt")
        }
        return file.map { .file($0) } ?? credential.map { .credential($0) } ?? .prompt
    }

    mutating func custody() -> KeyCustody {
        KeyCustody(
            usesProcess: reader.value(NodeSettings.keyProcess), account: reader.value(NodeSettings.keyAccount))
    }

    mutating func listen() -> ListenConfiguration {
        let tls = pair(NodeSettings.tlsCertificate, NodeSettings.tlsKey)
        let isProxied = reader.value(NodeSettings.listenProxied)
        let address = reader.value(NodeSettings.listenAddress)
        let port = UInt16(clamping: reader.value(NodeSettings.listenPort))
        if let socket = path(NodeSettings.listenUnix) {
            for setting in [NodeSettings.listenAddress, NodeSettings.listenPort] as [any SettingDescription]
            where reader.has(setting) {
                reader.refuse(.contradiction, setting, "leave it out, or leave out /listen/unix")
            }
            return ListenConfiguration(place: .unix(socket), tls: tls)
        }
        if tls != nil, isProxied {
            reader.refuse(.contradiction, NodeSettings.listenProxied, "either the proxy does the TLS, or the node")
        }
        if tls == nil, !isProxied, !reader.has(NodeSettings.tlsCertificate), !reader.has(NodeSettings.tlsKey) {
            reader.refuse(.missing, NodeSettings.tlsCertificate, "give it with its key, or say \"proxied\": true")
        }
        if isProxied, NetworkAddress(address)?.isLoopback != true {
            reader.refuse(
                .contradiction, NodeSettings.listenAddress,
                "without TLS the node listens to this machine only: 127.0.0.1")
        }
        return ListenConfiguration(place: .address(address, port: port), tls: tls)
    }

    mutating func local() -> LocalConfiguration {
        LocalConfiguration(
            address: reader.value(NodeSettings.localAddress),
            port: UInt16(clamping: reader.value(NodeSettings.localPort)))
    }

    mutating func receiving() -> ReceivingConfiguration {
        ReceivingConfiguration(
            bytes: reader.value(NodeSettings.receivingBytes),
            connections: reader.value(NodeSettings.receivingConnections),
            perAddress: reader.value(NodeSettings.receivingPerAddress),
            timeout: reader.value(NodeSettings.receivingTimeout))
    }

    mutating func directory() -> DirectoryConfiguration {
        DirectoryConfiguration(
            folder: path(NodeSettings.directoryFolder), trust: path(NodeSettings.directoryTrust),
            sources: reader.value(NodeSettings.directorySources), every: reader.value(NodeSettings.directoryEvery))
    }

    mutating func profile() -> ProfileConfiguration {
        ProfileConfiguration(
            folder: path(NodeSettings.profileFolder),
            codeLists: reader.value(NodeSettings.profileCodeLists).map(resolve))
    }

    mutating func delivery() -> DeliveryConfiguration {
        let attemptsAtOnce = reader.value(NodeSettings.attemptsAtOnce)
        return DeliveryConfiguration(
            allowPrivate: reader.value(NodeSettings.allowPrivate), proxy: reader.value(NodeSettings.proxy),
            authorities: path(NodeSettings.authorities),
            client: pair(NodeSettings.clientCertificate, NodeSettings.clientKey),
            partnerClients: partnerClients(), timeouts: timeouts(),
            attemptsAtOnce: attemptsAtOnce,
            perPartner: min(reader.value(NodeSettings.perPartner), max(1, attemptsAtOnce / 2)),
            asynchronous: Set(reader.value(NodeSettings.asynchronous)), retry: retry())
    }

    /// The pairs of a folder that are named after partners.
    private mutating func partnerClients() -> [OIN: TLSFiles] {
        guard let folder = path(NodeSettings.partnerClients) else { return [:] }
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            reader.refuse(.value, NodeSettings.partnerClients, "the folder can't be read; check its name and owner")
            return [:]
        }
        let names = files.filter { $0.hasSuffix(".cert.pem") }.compactMap { OIN(String($0.dropLast(9))) }
        return Dictionary(
            names.map { ($0, TLSFiles(certificate: "\(folder)/\($0).cert.pem", key: "\(folder)/\($0).key.pem")) },
            uniquingKeysWith: { first, _ in first })
    }

    private mutating func timeouts() -> DeliveryConfiguration.Timeouts {
        DeliveryConfiguration.Timeouts(
            connect: reader.value(NodeSettings.connectTimeout), tls: reader.value(NodeSettings.tlsTimeout),
            idle: reader.value(NodeSettings.idleTimeout), whole: reader.value(NodeSettings.wholeTimeout))
    }

    private mutating func retry() -> RetryConfiguration {
        RetryConfiguration(
            waits: reader.value(NodeSettings.retryMinutes), then: reader.value(NodeSettings.retryThen),
            lifetime: Int64(reader.value(NodeSettings.retryDays)) * 86_400)
    }

    /// A certificate and its key: both or neither.
    private mutating func pair(_ certificate: Setting<String?>, _ key: Setting<String?>) -> TLSFiles? {
        switch (path(certificate), path(key)) {
        case (let certificate?, let key?): return TLSFiles(certificate: certificate, key: key)
        case (nil, nil): return nil
        case (nil, _?):
            if !reader.has(certificate) { reader.refuse(.missing, certificate, "a key needs its certificate") }
        case (_?, nil):
            if !reader.has(key) { reader.refuse(.missing, key, "a certificate needs its private key") }
        }
        return nil
    }

    private func resolve(_ path: String) -> String { NodeFolder.resolve(path, in: folder) }
}
