internal import Envelope
internal import Synchronization

/// The key that a node signs with now; nil when it has none.
typealias NodeSigner = @Sendable () -> MessageSigner?

/// The directory of a node that is being put together: its source needs the node's key, and the key needs the directory.
final class DeferredSource: Sendable {
    private let source = Mutex<(any DirectorySource)?>(nil)

    func set(_ source: any DirectorySource) { self.source.withLock { $0 = source } }

    func signer(_ keys: KeyRing, _ party: OIN, _ now: UTCTime) -> MessageSigner? {
        let source = source.withLock { $0 }
        return source?.current.directory.party(party).flatMap { keys.signer(ofNodeIn: $0, at: now) }
    }
}
