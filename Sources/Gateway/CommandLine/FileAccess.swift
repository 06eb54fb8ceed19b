internal import Foundation

/// Files and descriptors with bounds, and with errors that name the file and the reason.
enum FileAccess {
    private static let chunkSize = 1 << 16

    /// What to call an input in a message.
    static func displayName(_ path: String) -> String { path == "-" ? "standard input" : path }

    /// The content of a file, or of standard input for `-`.
    /// - Throws: `CommandError.usage` when the file can't be opened, `.refused` above `limit` bytes, `.failed` on a read error.
    static func read(_ path: String, limit: Int, on console: any Console) throws(CommandError) -> [UInt8] {
        guard path != "-" else { return try console.readInput(limit: limit) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .usage("\(path) can't be opened: \(reason())", remedy: "check the name") }
        defer { close(descriptor) }
        return try read(descriptor: descriptor, name: path, limit: limit)
    }

    /// Reads a descriptor to its end.
    static func read(descriptor: Int32, name: String, limit: Int) throws(CommandError) -> [UInt8] {
        var content: [UInt8] = []
        while true {
            let chunk = try readChunk(descriptor: descriptor, name: name)
            guard !chunk.isEmpty else { return content }
            guard content.count + chunk.count <= limit else {
                throw .refused("\(name) is larger than the limit of \(limit) bytes")
            }
            content += chunk
        }
    }

    /// What is there to read now, at most 64 KiB; empty at the end.
    static func readChunk(descriptor: Int32, name: String) throws(CommandError) -> [UInt8] {
        var failure: Int32 = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: chunkSize) { buffer, count in
            var got = Foundation.read(descriptor, buffer.baseAddress, chunkSize)
            while got < 0 && errno == EINTR { got = Foundation.read(descriptor, buffer.baseAddress, chunkSize) }
            if got < 0 { failure = errno }
            count = max(0, got)
        }
        guard failure == 0 else { throw .failed("\(name) can't be read: \(reason(failure))") }
        return chunk
    }

    /// Writes everything, or throws.
    static func write(_ bytes: [UInt8], descriptor: Int32, name: String) throws(CommandError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let put = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard put >= 0 || errno == EINTR else { throw .failed("\(name) can't be written: \(reason())") }
            rest = rest.dropFirst(max(0, put))
        }
    }

    /// Creates a file that only its owner can read, whole or not at all: written beside its place, flushed, then renamed.
    /// - Throws: `CommandError.usage` when the file exists and `replacing` is false, `.failed` when the disk refuses.
    static func create(
        _ path: String, _ bytes: [UInt8], replacing: Bool, mode: mode_t = 0o600
    ) throws(CommandError) {
        try requirePlace(path, replacing: replacing)
        let temporary = path + ".\(getpid()).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .failed("\(path) can't be created: \(reason())") }
        do throws(CommandError) {
            defer { close(descriptor) }
            try write(bytes, descriptor: descriptor, name: path)
            guard fsync(descriptor) == 0 else { throw .failed("\(path) can't be flushed to disk: \(reason())") }
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, path) == 0 else {
            let failure = errno
            unlink(temporary)
            throw .failed("\(path) can't be put in place: \(reason(failure))")
        }
    }

    /// Whether a file can be created, for a command that must know before it does something that can't be undone.
    static func requirePlace(_ path: String, replacing: Bool) throws(CommandError) {
        guard replacing || access(path, F_OK) != 0 else {
            throw .usage("\(path) exists already", remedy: "choose another name, or give --force to replace it")
        }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw .usage("\(path) is a folder", remedy: "give the name of a file")
        }
        let folder = (path as NSString).deletingLastPathComponent
        guard access(folder.isEmpty ? "." : folder, W_OK | X_OK) == 0 else {
            throw .failed("\(path) can't be created: \(reason())")
        }
    }

    /// Makes a folder that only its owner can enter, with the folders above it; no error when it exists.
    static func createFolder(_ path: String) throws(CommandError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .failed("folder \(path) can't be made: \(error.localizedDescription)")
        }
    }

    private static func reason(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }
}
