internal import Envelope
internal import Foundation
internal import Schemas

/// The node that a command beside it works with: its folder, configuration, passphrase and store.
struct NodeAccess {
    static let folderOption = OptionDescriptor.value(
        "node", short: "n", "FOLDER", "the node folder (default: the current folder)")
    static let options = [folderOption, PassphraseSource.option]
    /// Who acts, for the audit log.
    static let actor = OptionDescriptor.value(
        "as", "MAIL", "the contactpersoon who asks for it (default: the user of this machine)")

    let folder: NodeFolder
    let configuration: NodeConfiguration

    init(folder: NodeFolder, configuration: NodeConfiguration) {
        self.folder = folder
        self.configuration = configuration
    }

    init(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) {
        folder = NodeFolder(arguments.value("node") ?? ".")
        configuration = try folder.configuration(on: console)
    }

    /// The node's passphrase: from `--passphrase-file`, or from where the configuration says.
    func passphrase(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> [UInt8] {
        if arguments.has(PassphraseSource.option.name) { return try PassphraseSource.existing(arguments, on: console) }
        return try PassphraseSource.read(configuration.passphrase, on: console)
    }

    /// The store, beside the node that may be working with it.
    ///
    /// - Parameter makes: makes it for a node that did not start yet.
    func store(
        _ arguments: ParsedArguments, on console: any Console, makes: Bool = false
    ) throws(CommandError) -> Store {
        if !makes { try requireStore() }
        var typed = try passphrase(arguments, on: console)
        defer { typed.cleanse() }
        if configuration.store.isAbsent { try FirstStore(access: self).make(passphrase: typed) }
        return try store(typed)
    }

    /// - Parameter passphrase: UTF-8, as typed.
    func store(_ passphrase: [UInt8]) throws(CommandError) -> Store {
        try requireStore()
        do throws(StoreError) {
            return try Store(at: configuration.store, access: Vault.Access(Passphrase(passphrase)), as: .visitor)
        } catch {
            throw CommandError(error)
        }
    }

    private func requireStore() throws(CommandError) {
        guard configuration.store.isAbsent else { return }
        throw .refused(
            "er is nog geen opslag in \(folder.path)",
            remedy: "weerthuis serve maakt haar bij de eerste start, weerthuis send bij het eerste bericht")
    }

    /// The key that the node signs with now, opened from its folder.
    ///
    /// - Throws: `CommandError` when the directory has no key of the node that is active, or it is not here.
    func nodeKey(_ passphrase: [UInt8], on console: any Console) throws(CommandError) -> PrivateKey {
        let now = SystemClock.now
        let keys = try directory(on: console).directory.party(configuration.party)?.nodeKeys ?? []
        let active = keys.filter { $0.use == .signing && $0.life.state(at: now) == .active }.map(\.certificate.encoded)
        let pairs: [(file: String, certificate: Certificate)]
        do throws(KeyRingError) { pairs = try KeyFolder(path: configuration.keys).certificates() } catch {
            throw .refused("\(error)")
        }
        guard let pair = pairs.first(where: { active.contains($0.certificate.encoded) }) else {
            throw .refused("the node has no active key in \(configuration.keys)")
        }
        let path = String(pair.file.dropLast(".cert.pem".count)) + ".key.pem"
        var content = try FileAccess.read(path, limit: 64 * 1024, on: console)
        defer { content.cleanse() }
        do throws(KeyError) { return try PrivateKey(pem: content, passphrase: Passphrase(passphrase)) } catch {
            throw .refused("key \(path): \(error)")
        }
    }

    /// Changes the store, and tells the node to look again.
    func change<Value: Sendable>(
        _ body: @escaping @Sendable () async throws(StoreError) -> Value
    ) throws(CommandError) -> Value {
        do throws(StoreError) {
            let value = try Awaited.value(body)
            StoreBell.ring(at: configuration.store)
            return value
        } catch {
            throw CommandError(error)
        }
    }

    func profile(on console: any Console) throws(CommandError) -> Profile {
        try ProfileSource.profile(configuration.profile, on: console)
    }

    /// The edition that the node works with, its signatures verified again.
    func directory(on console: any Console) throws(CommandError) -> DirectorySnapshot {
        try NodeDirectory(configuration, on: console).snapshot()
    }

    /// Who acts, as the audit log names that person.
    static func actor(_ arguments: ParsedArguments) -> String {
        if let mail = arguments.value(actor.name) { return mail }
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "user \(getuid())" }
        return "user \(String(cString: name))"
    }
}
