internal import Foundation

/// Small files that must survive a power cut whole: written beside their place, flushed, renamed, and the folder flushed.
enum DurableFile {
    /// - Throws: ``DistributionError`` with the system's reason; the old file is untouched then.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws(DistributionError) {
        let temporary = path + ".\(getpid()).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure(path) }
        do throws(DistributionError) {
            defer { close(descriptor) }
            try put(bytes, descriptor, path)
            guard fsync(descriptor) == 0 else { throw failure(path) }
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, path) == 0 else {
            let error = failure(path)
            unlink(temporary)
            throw error
        }
        try flush((path as NSString).deletingLastPathComponent)
    }

    /// - Returns: nil when there is no such file.
    /// - Throws: ``DistributionError`` when it can't be read, or is longer than `limit` bytes.
    static func read(_ path: String, limit: Int) throws(DistributionError) -> [UInt8]? {
        do throws(CommandError) {
            guard access(path, F_OK) == 0 else { return nil }
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .failed(String(cString: strerror(errno))) }
            defer { close(descriptor) }
            return try FileAccess.read(descriptor: descriptor, name: path, limit: limit)
        } catch {
            throw DistributionError(.disk, "\(path): \(error.message)", "check the disk and the file's permissions")
        }
    }

    /// Makes a rename or a removal in a folder last.
    static func flush(_ folder: String) throws(DistributionError) {
        let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(folder) }
    }

    private static func put(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(DistributionError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw failure(path) }
            rest = rest.dropFirst(max(0, count))
        }
    }

    private static func failure(_ path: String) -> DistributionError {
        let reason = String(cString: strerror(errno))
        return DistributionError(.disk, "\(path): \(reason)", "check the disk and the folder's permissions")
    }
}
