internal import Envelope
internal import Foundation

/// Two folders with a copy of a node: one of messages, log, directory and configuration, one of keys.
struct BackupPlace: Sendable {
    private static let limit = 64 << 20

    let messages: String
    let keys: String

    var location: StoreLocation {
        StoreLocation(messages: "\(messages)/messages.sqlite", keys: "\(keys)/keys.sqlite")
    }

    /// Makes both folders, which must be new or empty.
    func create() throws(CommandError) {
        guard NodeFolder(messages) != NodeFolder(keys) else {
            throw .usage("--out and --keys-out are the same folder", remedy: "keep the keys apart from the messages")
        }
        for folder in [messages, keys] {
            let content = try? FileManager.default.contentsOfDirectory(atPath: folder)
            guard content?.isEmpty ?? true else {
                throw .usage("\(folder) is not empty", remedy: "give the name of a new folder")
            }
            try FileAccess.createFolder(folder)
        }
    }

    /// Copies what stands beside the store.
    ///
    /// - Returns: how many files.
    func copy(from access: NodeAccess, on console: any Console) throws(CommandError) -> Int {
        let configuration = access.configuration
        let node = [access.folder.configurationFile, configuration.directory.trust]
        var count = try Self.copy(node, to: messages, on: console)
        count += try Self.copy(Self.files(in: configuration.directory.folder), to: "\(messages)/directory", on: console)
        count += try Self.copy(Self.files(in: configuration.keys), to: "\(keys)/keys", on: console)
        let tls = [configuration.listen.tls, configuration.delivery.client].compactMap(\.self)
        count += try Self.copy(tls.flatMap { [$0.certificate, $0.key] }, to: "\(keys)/tls", on: console)
        return count
    }

    /// Puts back what is missing in a node folder; what is there stays.
    func putBack(in folder: NodeFolder, on console: any Console) throws(CommandError) {
        try FileAccess.createFolder(folder.path)
        if access(folder.configurationFile, F_OK) != 0 {
            _ = try Self.copy(["\(messages)/node.json"], to: folder.path, on: console)
        }
        let configuration = try folder.configuration(on: console)
        let trust = configuration.directory.trust as NSString
        let pairs: [(from: [String], to: String)] = [
            (["\(messages)/\(trust.lastPathComponent)"], trust.deletingLastPathComponent),
            (Self.files(in: "\(messages)/directory"), configuration.directory.folder),
            (Self.files(in: "\(keys)/keys"), configuration.keys),
        ]
        for pair in pairs {
            let missing = pair.from.filter { path in
                access("\(pair.to)/\((path as NSString).lastPathComponent)", F_OK) != 0
            }
            _ = try Self.copy(missing, to: pair.to, on: console)
        }
        for file in [configuration.listen.tls, configuration.delivery.client].compactMap(\.self)
            .flatMap({ [$0.certificate, $0.key] }) where access(file, F_OK) != 0
        {
            let name = (file as NSString).lastPathComponent
            _ = try Self.copy(["\(keys)/tls/\(name)"], to: (file as NSString).deletingLastPathComponent, on: console)
        }
        try FileAccess.createFolder((configuration.store.messages as NSString).deletingLastPathComponent)
    }

    private static func files(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0 != "lock" }.sorted().map { "\(folder)/\($0)" }.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }

    private static func copy(_ paths: [String], to folder: String, on console: any Console) throws(CommandError) -> Int
    {
        let present = paths.filter { access($0, F_OK) == 0 }
        guard !present.isEmpty else { return 0 }
        try FileAccess.createFolder(folder)
        for path in present {
            let bytes = try FileAccess.read(path, limit: limit, on: console)
            try FileAccess.create("\(folder)/\((path as NSString).lastPathComponent)", bytes, replacing: true)
        }
        return present.count
    }
}
