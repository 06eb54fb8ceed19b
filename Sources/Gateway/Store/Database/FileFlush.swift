internal import Foundation

/// Brings a file, or what was made, renamed or removed in a folder, to the disk.
enum FileFlush {
    /// - Parameter path: empty is the current folder.
    /// - Throws: what the system says.
    static func flush(_ path: String) throws(StoreError) {
        let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(path) }
    }
}
