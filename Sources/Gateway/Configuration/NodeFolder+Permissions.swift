internal import Foundation

extension NodeFolder {
    /// Which files of the node others can read or change. Keys, passphrase and store are for their owner alone; nobody else
    /// may change the configuration, the trusted certificates or the folder.
    func permissionProblems(_ configuration: NodeConfiguration) -> [FolderProblem] {
        var secret = [configuration.keys] + Self.privateKeys(in: configuration.keys)
        if case .file(let file) = configuration.passphrase { secret.append(file) }
        secret += [configuration.listen.tls?.key, configuration.delivery.client?.key].compactMap(\.self)
        secret += [configuration.store.messages, configuration.store.keys]
        let kept = [path, configurationFile, configuration.directory.trust, configuration.directory.folder]
        return secret.flatMap { Self.problems(of: $0, forbidden: 0o077) }
            + kept.flatMap { Self.problems(of: $0, forbidden: 0o022) }
    }

    /// The files of a folder that hold private keys, in the order of their names.
    static func privateKeys(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".key.pem") }.sorted().map { "\(folder)/\($0)" }
    }

    /// What is not there is nobody's problem here.
    private static func problems(of path: String, forbidden: mode_t) -> [FolderProblem] {
        var status = stat()
        guard stat(path, &status) == 0 else { return [] }
        var found: [FolderProblem] = []
        if status.st_uid != geteuid(), geteuid() != 0 {
            found.append(FolderProblem(path: path, reason: .foreign, remedy: "chown \(geteuid()) \(path)"))
        }
        let open = status.st_mode & forbidden
        guard open != 0 else { return found }
        let mode = status.st_mode & 0o7777 & ~forbidden
        return found + [
            FolderProblem(
                path: path, reason: open & 0o022 != 0 ? .writable : .readable,
                remedy: "chmod \(String(mode, radix: 8)) \(path)")
        ]
    }
}
