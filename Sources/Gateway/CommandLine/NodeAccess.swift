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
        let isAbsent = configuration.store.isAbsent
        guard !isAbsent || makes else {
            throw .refused(
                "er is nog geen opslag in \(folder.path)",
                remedy: "weerthuis serve maakt haar bij de eerste start, weerthuis send bij het eerste bericht")
        }
        var typed = try passphrase(arguments, on: console)
        defer { typed.cleanse() }
        if isAbsent { try FirstStore(access: self).make(passphrase: typed) }
        do throws(StoreError) {
            return try Store(at: configuration.store, access: Vault.Access(Passphrase(typed)), as: .visitor)
        } catch {
            throw CommandError(error)
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
