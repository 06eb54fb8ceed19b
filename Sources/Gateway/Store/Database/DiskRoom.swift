internal import Foundation

/// How much fits on a disk.
enum DiskRoom {
    /// What a process without special rights may still write, in bytes; nil when the disk does not say.
    static func bytes(at path: String) -> UInt64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return UInt64(status.f_bavail) * UInt64(status.f_frsize)
    }
}
