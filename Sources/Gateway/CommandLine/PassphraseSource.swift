internal import Envelope
internal import Foundation

/// Where a key's passphrase comes from: a file that only its owner can read, or the terminal. Never an argument or the
/// environment, which other processes can see.
enum PassphraseSource {
    static let option = OptionDescriptor.value(
        "passphrase-file", "FILE", "file with the key's passphrase, readable by you alone (else it is asked for)")

    private static let limit = 1024

    /// The passphrase for an existing key.
    ///
    /// - Parameter name: the option that names its file.
    static func existing(
        _ arguments: ParsedArguments, _ name: String = option.name, on console: any Console
    ) throws(CommandError) -> [UInt8] {
        if let path = arguments.value(name) { return try fromFile(path) }
        return try console.readSecret(prompt: "Passphrase: ")
    }

    /// The passphrase of a node, from where its configuration says. A command that a person gives beside the service has no
    /// credentials of systemd, and asks.
    ///
    /// - Parameter credentials: the folder in which systemd hands a service its credentials.
    static func read(
        _ place: PassphrasePlace, on console: any Console,
        credentials: String? = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"]
    ) throws(CommandError) -> [UInt8] {
        if let path = place.file { return try fromFile(path) }
        if case .credential(let name) = place, let credentials {
            return try fromFile("\(credentials)/\(name)", forbidden: 0o007)
        }
        return try console.readSecret(prompt: "Passphrase of the node: ")
    }

    /// The passphrase for a new key: from the file, or typed twice.
    static func new(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> [UInt8] {
        if let path = arguments.value(option.name) { return try fromFile(path) }
        let first = try console.readSecret(prompt: "New passphrase (at least 12 characters): ")
        guard first.count >= 12 else { throw .usage("the passphrase is shorter than 12 characters") }
        var second = try console.readSecret(prompt: "Once more: ")
        defer { second.cleanse() }
        guard second == first else {
            throw .usage("the two passphrases differ", remedy: "try again")
        }
        return first
    }

    /// - Parameter forbidden: what others may not do with the file. Systemd shows its service's right to a credential as one
    ///   of the group.
    private static func fromFile(_ path: String, forbidden: mode_t = 0o077) throws(CommandError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .usage("passphrase file \(path) can't be opened: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .failed("passphrase file \(path) can't be looked at") }
        guard status.st_mode & forbidden == 0 else {
            throw .refused("passphrase file \(path) can be read by others", remedy: "chmod 600 \(path)")
        }
        guard [geteuid(), 0].contains(status.st_uid) || geteuid() == 0 else {
            throw .refused("passphrase file \(path) belongs to another user", remedy: "chown \(geteuid()) \(path)")
        }
        var content = try FileAccess.read(descriptor: descriptor, name: path, limit: limit)
        defer { content.cleanse() }
        let passphrase = Array(content.prefix { $0 != 0x0A && $0 != 0x0D })
        guard !passphrase.isEmpty else { throw .refused("passphrase file \(path) is empty") }
        return passphrase
    }
}
