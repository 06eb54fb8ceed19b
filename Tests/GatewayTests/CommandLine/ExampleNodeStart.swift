import Envelope

@testable import Gateway

/// Makes the node of a folder as `weerthuis serve` does, on ports that are free.
struct ExampleNodeStart {
    private let folder: ExampleNodeFolder

    init(_ folder: ExampleNodeFolder) { self.folder = folder }

    func node(passphrase: [UInt8] = ExampleNodeFolder.passphrase) throws -> Node {
        let console = MemoryConsole()
        let configuration = try NodeFolder(folder.path).configuration(on: console)
        let clock = NodeClock()
        var plan = try NodePlan(
            configuration, passphrase: Passphrase(passphrase), clock: clock,
            log: NodeLog(least: .error, clock: clock) { _ in }, on: console)
        let anywhere = ListenerPlace.network(address: "127.0.0.1", port: 0)
        plan.listen.place = anywhere
        plan.local.place = anywhere
        return try NodeStart(
            configuration: configuration, console: console, keyProgram: KeyProcessFixture.program
        ).node(plan, passphrase: passphrase)
    }
}
