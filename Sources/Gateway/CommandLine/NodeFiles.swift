internal import Foundation

/// What the `node.json` of a node names, itself among it, besides its store and its passphrase: what a backup needs.
struct NodeFiles {
    private static let mostFiles = 20_000
    private static let deepest = 8

    /// Absolute paths of files, and of folders with all that is in them.
    let open: [String]
    /// The same, of what must stay secret.
    let secret: [String]
    private let folder: String
    private let leftOut: [String]

    init(_ configuration: NodeConfiguration, in folder: NodeFolder) {
        let (directory, delivery, mail) = (configuration.directory, configuration.delivery, configuration.mail)
        let named = [delivery.authorities, mail?.authorities, configuration.profile.folder].compactMap(\.self)
        open =
            [folder.configurationFile, directory.trust, directory.folder] + named + configuration.profile.codeLists
        let tls = [configuration.listen.tls, delivery.client].compactMap(\.self) + delivery.partnerClients.values
        let passwords = [mail?.sending?.password, mail?.fetching?.server.password].compactMap(\.self)
        secret = [configuration.keys] + tls.flatMap { [$0.certificate, $0.key] } + passwords
        self.folder = folder.path
        let store = [configuration.store.messages, configuration.store.keys]
        leftOut =
            store.flatMap { path in ["", "-wal", "-shm", "-journal"].map { path + $0 } }
            + [configuration.store.lock, configuration.passphrase.file].compactMap(\.self)
    }

    /// Those of them that are not there.
    var missing: [String] { (open + secret).filter { access($0, F_OK) != 0 } }

    func isInside(_ path: String) -> Bool { path.hasPrefix(folder + "/") }

    /// Where the copy of a file stands in a folder of the backup.
    func place(of path: String) -> String {
        isInside(path) ? "/node" + path.dropFirst(folder.count) : "/outside" + path
    }

    /// The files at a path, without store, passphrase and locks.
    func files(at path: String) throws(CommandError) -> [String] { try Self.files(at: path, leftOut: leftOut) }

    /// The files at a path: itself, or those in the folder that it is and in the folders in that; none when it is not there.
    ///
    /// - Throws: `refused` for more files than a node has.
    static func files(at path: String, leftOut: [String] = []) throws(CommandError) -> [String] {
        var found: [String] = []
        var waiting = [(path: path, depth: 0)]
        while let next = waiting.popLast() {
            var status = stat()
            guard !leftOut.contains(next.path), (next.path as NSString).lastPathComponent != "lock",
                stat(next.path, &status) == 0
            else { continue }
            // Pipes and sockets hold nothing, and reading one would wait.
            if status.st_mode & S_IFMT == S_IFREG {
                found.append(next.path)
            } else if status.st_mode & S_IFMT == S_IFDIR, next.depth < deepest {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: next.path)) ?? []
                waiting += names.map { ("\(next.path)/\($0)", next.depth + 1) }
            }
            guard found.count + waiting.count <= mostFiles else {
                throw .refused(
                    "\(path) has more than \(mostFiles) files", remedy: "name a folder of its own in node.json")
            }
        }
        return found.sorted()
    }
}
