internal import Envelope
internal import Foundation
internal import Schemas

/// A party of the demonstration: its node folder, its running node, and its store beside the node.
final class DemoParty {
    let folder: String
    let access: NodeAccess
    let directory: DirectorySnapshot
    private(set) var process: DemoProcess?
    private var opened: Store?

    init(folder: String, on console: any Console) throws(CommandError) {
        self.folder = folder
        let node = NodeFolder(folder)
        access = NodeAccess(folder: node, configuration: try node.configuration(on: console))
        directory = try access.directory(on: console)
    }

    var oin: OIN { access.configuration.party }

    func start() throws(CommandError) { process = try DemoProcess(folder: folder) }

    func waitUntilReady() throws(CommandError) { try process?.waitUntilReady() }

    func stop() {
        process?.stop()
        process = nil
    }

    /// The store, beside the running node.
    func store(_ passphrase: [UInt8]) throws(CommandError) -> Store {
        if let opened { return opened }
        do throws(StoreError) {
            let store = try Store(
                at: access.configuration.store, access: Vault.Access(Passphrase(passphrase)), as: .visitor)
            opened = store
            return store
        } catch {
            throw CommandError(error)
        }
    }

    /// Hands a message to the node, as `weerthuis send` does.
    func submit(_ submission: Submission, _ store: Store) throws(CommandError) -> Result<
        SubmissionReport, SubmissionError
    > {
        guard let source = MessageSource(party: oin, system: access.configuration.system) else {
            throw .refused("the setting system is not a name")
        }
        let location = access.configuration.store
        let outbound = Outbound(
            composer: Composer(source: source), store: store, directory: StandingDirectory(current: directory),
            clock: NodeClock(), onStored: { StoreBell.ring(at: location) })
        return Result { () throws(SubmissionError) in
            try Awaited.value { () async throws(SubmissionError) in try await outbound.submit(submission) }
        }
    }
}
