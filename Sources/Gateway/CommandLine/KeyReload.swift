internal import Envelope

/// Reads a node's keys again while it runs, after pairs came or went.
struct KeyReload: Sendable {
    let configuration: NodeConfiguration
    let log: NodeLog

    /// A passphrase that is typed at the start is not kept: then the keys are read at the next start. New keys come into use a
    /// day after they are published, so there is time.
    func renew(_ ring: KeyRing) {
        guard configuration.passphrase != .prompt else {
            return log.warning(
                "keys-not-reloaded", ("reason", .sentence("the passphrase is typed: start the node again")))
        }
        do {
            var passphrase = try PassphraseSource.read(configuration.passphrase, on: NoConsole())
            defer { passphrase.cleanse() }
            ring.renew(
                from: try KeyFolder(path: configuration.keys).load(
                    passphrase: passphrase, acceptsExamples: configuration.demo))
            log.info("keys-reloaded")
        } catch {
            log.error(
                "keys-not-reloaded", ("reason", .sentence("the keys folder can't be read: weerthuis doctor says why")))
        }
    }
}
