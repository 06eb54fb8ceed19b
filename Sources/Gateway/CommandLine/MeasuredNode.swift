package import Envelope

/// The node of a folder, run by a program that measures it: forms are submitted in the process, as `weerthuis send` would.
package struct MeasuredNode: Sendable {
    private let node: Node
    private let access: NodeAccess

    /// - Parameter onLog: takes each line of the log, as JSON. `delivered` and `received` come after their commits.
    package init(folder: String, onLog: @escaping @Sendable ([UInt8]) -> Void) throws(CommandError) {
        let console = NoConsole()
        let folder = NodeFolder(folder)
        access = NodeAccess(folder: folder, configuration: try folder.configuration(on: console))
        let passphrase = try PassphraseSource.read(access.configuration.passphrase, on: console)
        let clock = NodeClock()
        let log = NodeLog(least: .info, clock: clock, write: onLog)
        let plan = try NodePlan(
            access.configuration, passphrase: Passphrase(passphrase), clock: clock, log: log, on: console)
        node = try NodeStart(configuration: access.configuration, console: console).node(plan, passphrase: passphrase)
    }

    package func start() async throws { try await node.start() }

    package func stop() async { await node.stop() }

    /// Submits a form that opens a dossier.
    ///
    /// - Returns: the id of the message; it is on disk.
    package func submit(_ data: [UInt8], type: String, as mail: String) async throws -> UniqueID {
        try await node.submit(Submission(type: type, data: data, releasedBy: .contactpersoon(mail: mail))).message
    }
}
