internal import Foundation

extension KeyProtection {
    /// Where systemd looks for credentials of a name, encrypted and plain.
    private static let encryptedFolders = ["/etc", "/run", "/usr/lib"].map { $0 + "/credstore.encrypted" }
    private static let plainFolders = ["/etc", "/run", "/usr/lib"].map { $0 + "/credstore" }

    /// Looks at this machine.
    static func ofNode(_ configuration: NodeConfiguration) -> KeyProtection {
        KeyProtection(
            place(of: configuration.passphrase, keys: configuration.keys), hasTPM: access("/dev/tpmrm0", F_OK) == 0)
    }

    static func place(of passphrase: PassphrasePlace, keys: String) -> Place {
        switch passphrase {
        case .prompt: .prompt
        case .file(let path): .file(isBesideKeys: isOneFileSystem(path, keys))
        case .credential(let name):
            .credential(
                seal: encryptedFolders.lazy.compactMap { seal("\($0)/\(name)") }.first,
                isPlain: plainFolders.contains { access("\($0)/\(name)", F_OK) == 0 })
        }
    }

    /// What can't be looked at counts as the worse case.
    private static func isOneFileSystem(_ one: String, _ other: String) -> Bool {
        var (left, right) = (stat(), stat())
        guard stat(one, &left) == 0, stat(other, &right) == 0 else { return true }
        return left.st_dev == right.st_dev
    }

    private static func seal(_ path: String) -> CredentialSeal? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        return (try? file.read(upToCount: 256)).flatMap { CredentialSeal(file: Array($0)) }
    }
}
