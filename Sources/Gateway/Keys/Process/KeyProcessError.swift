/// Why a key process could not be started.
enum KeyProcessError: Error, Hashable, Sendable, CustomStringConvertible {
    case system(SystemFailure)
    /// It said why it can't serve: a wrong passphrase, a file that can't be read.
    case refused(String)
    /// It did not get ready: it ended, or was silent.
    case notReady(KeyChannelFailure)

    var description: String {
        switch self {
        case .system(let failure): "the key process can't be started: \(failure)"
        case .refused(let reason): reason
        case .notReady(let failure): "the key process did not get ready: \(failure)"
        }
    }
}
