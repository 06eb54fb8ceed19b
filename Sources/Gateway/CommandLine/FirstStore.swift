internal import Envelope
internal import Foundation

/// Makes the store of a node that did not start yet, so that a form can wait in it.
struct FirstStore {
    private static let patience: TimeInterval = 60

    let access: NodeAccess

    /// Makes it, under the lock that a node works with; a node that starts at this moment makes it instead.
    func make(passphrase: [UInt8]) throws(CommandError) {
        try requireOwner()
        try requireKeys(passphrase)
        let location = access.configuration.store
        try FileAccess.createFolder(location.folder)
        do throws(StoreError) {
            try StoreWait.opened(within: Self.patience) { () throws(StoreError) in
                do throws(StoreError) {
                    try Store(at: location, access: Vault.Access(Passphrase(passphrase)), as: .node, isNew: true)
                        .close()
                } catch {
                    guard error.reason == .inUse, !location.isAbsent else { throw error }
                }
            }
        } catch {
            throw CommandError(error)
        }
    }

    /// The node could not open what another user made.
    private func requireOwner() throws(CommandError) {
        var status = stat()
        let folder = access.configuration.store.folder
        guard stat(folder, &status) == 0 || stat(access.folder.path, &status) == 0 else { return }
        guard status.st_uid == geteuid() else {
            throw .refused(
                "er is nog geen opslag in \(access.folder.path), en die map is van een andere gebruiker",
                remedy: "start het knooppunt eerst (weerthuis serve), of voer dit uit als de gebruiker van die map")
        }
    }

    /// The store would stay under a mistyped passphrase for good; the node's keys tell whether it is the right one.
    private func requireKeys(_ passphrase: [UInt8]) throws(CommandError) {
        let configuration = access.configuration
        do throws(KeyRingError) {
            _ = try KeyFolder(path: configuration.keys).load(
                passphrase: passphrase, acceptsExamples: configuration.demo)
        } catch {
            throw .refused("\(error)", remedy: "weerthuis doctor zegt wat eraan ontbreekt")
        }
    }
}
