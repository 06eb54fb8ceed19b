internal import Synchronization

/// A digest and a cipher context, lent to one caller at a time and reused.
final class UnwrapWorkspace: @unchecked Sendable {
    let digest: DigestContext
    let cipher: CipherContext

    private static let idle = Mutex<[UnwrapWorkspace]>([])

    private init() throws(CryptoError) {
        digest = try DigestContext()
        cipher = try CipherContext()
    }

    static func borrow() throws(CryptoError) -> UnwrapWorkspace {
        if let waiting = idle.withLock({ $0.popLast() }) { return waiting }
        return try UnwrapWorkspace()
    }

    static func giveBack(_ workspace: UnwrapWorkspace) {
        idle.withLock { $0.append(workspace) }
    }
}
