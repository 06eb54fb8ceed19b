internal import Envelope
internal import Foundation

/// The end of a private key on disk.
enum KeyDestruction {
    private static let limit = 64 * 1024

    /// Overwrites the file with random bytes, takes it out of its folder, and flushes both to disk.
    ///
    /// Overwriting is no guarantee: an SSD, a copying file system or a snapshot may keep the old blocks. What is left there is
    /// encrypted under the passphrase; where that is known to a thief too, only an encrypted disk or a key in hardware helps. A
    /// backup of the folder keeps its copy.
    ///
    /// - Parameter path: NAME.key.pem. Its certificate stays: it shows whose signatures were made with the key.
    /// - Throws: ``SystemFailure``. When the file was not there, it is destroyed already, and nothing is thrown.
    static func destroy(_ path: String) throws(SystemFailure) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw SystemFailure("open") }
            return try flushFolder(of: path)
        }
        defer { close(descriptor) }
        try overwrite(descriptor)
        guard unlink(path) == 0 else { throw SystemFailure("unlink") }
        try flushFolder(of: path)
    }

    private static func overwrite(_ descriptor: Int32) throws(SystemFailure) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemFailure("fstat") }
        let noise = (0..<min(limit, Int(status.st_size))).map { _ in UInt8.random(in: .min ... .max) }
        let put = pwrite(descriptor, noise, noise.count, 0)
        guard put == noise.count else { throw SystemFailure("pwrite", put < 0 ? errno : EIO) }
        guard fsync(descriptor) == 0 else { throw SystemFailure("fsync") }
    }

    private static func flushFolder(of path: String) throws(SystemFailure) {
        let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw SystemFailure("open") }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw SystemFailure("fsync") }
    }
}
