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

    /// The path of the node folder that was copied: `node.json` may name what is in it by its whole path.
    private var origin: String { "\(messages)/folder" }

    /// Copies what stands beside the store: below `node` what is in the node folder, below `outside` what `node.json` names
    /// elsewhere.
    ///
    /// - Returns: how many files.
    func copy(from access: NodeAccess, on console: any Console) throws(CommandError) -> Int {
        let files = NodeFiles(access.configuration, in: access.folder)
        try FileAccess.create(origin, Array(access.folder.path.utf8), replacing: true)
        var count = 0
        for (path, place) in places(of: files) {
            for file in try files.files(at: path) {
                try Self.copy(file, to: place + files.place(of: file), on: console)
                count += 1
            }
        }
        return count
    }

    /// Puts back what is missing in a node folder, and what its `node.json` names elsewhere; what is there stays.
    ///
    /// - Returns: what `node.json` names and is neither there nor in the backup.
    func putBack(in folder: NodeFolder, on console: any Console) throws(CommandError) -> [String] {
        try FileAccess.createFolder(folder.path)
        for place in [messages, keys] { try Self.putBack("\(place)/node", to: folder.path, on: console) }
        let configuration = try folder.configuration(on: console)
        let files = NodeFiles(configuration, in: folder)
        let old = String(decoding: (try? FileAccess.read(origin, limit: 4096, on: console)) ?? [], as: UTF8.self)
        for (path, place) in places(of: files) {
            for copy in copies(of: path, from: old) { try Self.putBack(place + copy, to: path, on: console) }
        }
        try FileAccess.createFolder(configuration.store.folder)
        return files.missing
    }

    /// Each path with the folder of its copy.
    private func places(of files: NodeFiles) -> [(path: String, place: String)] {
        files.open.map { ($0, messages) } + files.secret.map { ($0, keys) }
    }

    /// Where the copy of a path may stand that `node.json` names in full, in the folder of messages or of keys.
    private func copies(of path: String, from old: String) -> [String] {
        let inside = !old.isEmpty && path.hasPrefix(old + "/") ? ["/node" + path.dropFirst(old.count)] : []
        return inside + ["/outside" + path]
    }

    private static func putBack(_ copy: String, to path: String, on console: any Console) throws(CommandError) {
        for file in try NodeFiles.files(at: copy) {
            let target = path + file.dropFirst(copy.count)
            if access(target, F_OK) != 0 { try Self.copy(file, to: target, on: console) }
        }
    }

    private static func copy(_ file: String, to target: String, on console: any Console) throws(CommandError) {
        let bytes = try FileAccess.read(file, limit: limit, on: console)
        try FileAccess.createFolder((target as NSString).deletingLastPathComponent)
        try FileAccess.create(target, bytes, replacing: true)
    }
}
