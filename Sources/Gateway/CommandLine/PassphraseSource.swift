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

    /// The passphrase of a node, from where its configuration says.
    static func read(_ place: PassphrasePlace, on console: any Console) throws(CommandError) -> [UInt8] {
        switch place {
        case .prompt: return try console.readSecret(prompt: "Passphrase of the node: ")
        case .file(let path): return try fromFile(path)
        case .credential(let name):
            guard let folder = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"] else {
                throw .usage(
                    "the passphrase is a systemd credential, and systemd gave none",
                    remedy: "run it from the unit of the node, or give --passphrase-file FILE")
            }
            return try fromFile("\(folder)/\(name)", forbidden: 0o007)
        }
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
