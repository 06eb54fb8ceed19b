internal import Envelope

/// Reads a node's keys again while it runs, after pairs came or went.
struct KeyReload: Sendable {
    let configuration: NodeConfiguration
    let log: NodeLog

    /// Keys in a process of their own are read by a new such process. Otherwise the passphrase is needed again: one that is
    /// typed at the start is not kept, and the keys are read at the next start. New keys come into use a day after they are
    /// published, so there is time.
    func renew(_ ring: KeyRing) {
        do {
            if let process = ring.process {
                try process.reload()
                ring.renew(from: try folder.ring(of: process, acceptsExamples: configuration.demo))
            } else {
                guard configuration.passphrase != .prompt else {
                    return log.warning(
                        "keys-not-reloaded", ("reason", .sentence("the passphrase is typed: start the node again")))
                }
                try read(into: ring)
            }
            log.info("keys-reloaded")
        } catch {
            log.error(
                "keys-not-reloaded", ("reason", .sentence("the keys folder can't be read: weerthuis doctor says why")))
        }
    }

    private var folder: KeyFolder { KeyFolder(path: configuration.keys) }

    private func read(into ring: KeyRing) throws {
        var passphrase = try PassphraseSource.read(configuration.passphrase, on: NoConsole())
        defer { passphrase.cleanse() }
        ring.renew(
            from: try folder.load(passphrase: passphrase, acceptsExamples: configuration.demo, keeping: ring.keys))
    }
}
