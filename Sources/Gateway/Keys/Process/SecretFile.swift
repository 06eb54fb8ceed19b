internal import CSystem
internal import Foundation

/// A secret that is handed to other processes and is not in the memory of this one: a file without a name, which nobody else
/// can open.
///
/// A read beyond the end of a buffer can't give it away. Its pages may be swapped, like those of any file in memory.
final class SecretFile: Sendable {
    let descriptor: Int32

    /// Copies `bytes`; the caller overwrites its own.
    init(_ bytes: [UInt8]) throws(SystemFailure) {
        descriptor = weerthuis_nameless_file()
        guard descriptor >= 0 else { throw SystemFailure("memfd_create") }
        let put = write(descriptor, bytes, bytes.count)
        guard put == bytes.count else { throw SystemFailure("write", put < 0 ? errno : ENOSPC) }
    }

    deinit { close(descriptor) }
}
