internal import Envelope

/// The node's private keys in a process of their own, which is kept running.
///
/// While it is down, signing and opening fail with ``KeyError/unavailable``: what arrives is answered with 503, what leaves
/// waits in the store, and nothing is lost.
final class KeyProcess: Sendable {
    let supervisor: KeySupervisor

    /// Starts the process and waits until it has read its keys.
    ///
    /// - Parameters:
    ///   - passphrase: of the keys; overwritten. A copy stays in a file without a name, for the next process.
    ///   - report: is told of every change of health, on a thread of its own. It must not call this object.
    init(
        _ settings: KeyProcessSettings, passphrase: inout [UInt8],
        report: @escaping @Sendable (KeyProcessHealth) -> Void = { _ in }
    ) throws(KeyProcessError) {
        defer { passphrase.cleanse() }
        do throws(SystemFailure) {
            supervisor = try KeySupervisor(settings, secret: SecretFile(passphrase), report: report)
        } catch { throw .system(error) }
        try supervisor.start()
    }

    deinit { supervisor.stop() }

    /// The keys that the process had when it was last started; none while it is down.
    var keys: [RemoteKey] { supervisor.running?.keys.map { RemoteKey($0, supervisor) } ?? [] }

    var health: KeyProcessHealth { supervisor.health }

    /// Its process id; nil while it is down.
    var pid: Int32? { supervisor.running?.pid }

    /// Reads the key folder again. Who asks meanwhile is served by the old process, then by the new one.
    func reload() throws(KeyProcessError) { try supervisor.reload() }

    /// Ends the process. Keys are unavailable from then on.
    func stop() { supervisor.stop() }
}
