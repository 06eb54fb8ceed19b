internal import Dispatch
internal import Envelope
internal import Foundation

/// What runs in a key process from its first to its last moment.
///
/// It begins with two descriptors of the node: the socket, and the file with the passphrase.
struct KeyProcessMain {
    static let socket: Int32 = 3
    static let secret: Int32 = 4
    static let passphraseLimit = 1024

    let folder: KeyFolder
    let account: KeyAccount

    /// - Returns: the exit status.
    func run() -> ExitCode {
        // Who stops the node by a signal may reach this process too, and the node still has work to end. The end of the socket
        // ends it, whatever happens.
        for request in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { signal(request, SIG_IGN) }
        let socket = PacketSocket(taking: Self.socket)
        var confining = Confining()
        confining.begin()
        do {
            let keys = try loadKeys()
            try confining.confine(as: account)
            return try serve(socket, keys, &confining)
        } catch {
            // The node asks first. A packet of its that stayed behind would make it hear of a broken connection only.
            var question = [UInt8](repeating: 0, count: KeyWire.requestByteCount)
            _ = socket.receive(into: &question)
            _ = socket.send(KeyReply(.notStarted, Array("\(error)".utf8)).packet(id: 0))
            return .refused
        }
    }

    private func loadKeys() throws -> [PrivateKey] {
        var passphrase = try Self.readPassphrase()
        defer { passphrase.cleanse() }
        return try folder.privateKeys(passphrase: passphrase)
    }

    /// Reads the file from its start, wherever an earlier process left off.
    private static func readPassphrase() throws(SystemFailure) -> [UInt8] {
        defer { close(secret) }
        var failure: SystemFailure?
        let bytes = [UInt8](unsafeUninitializedCapacity: passphraseLimit) { buffer, count in
            let got = pread(secret, buffer.baseAddress, passphraseLimit, 0)
            if got < 0 { failure = SystemFailure("pread") }
            count = max(0, got)
        }
        if let failure { throw failure }
        return bytes
    }

    /// Starts the threads, closes the last door behind them, and answers. The first thread that is done ends the process.
    private func serve(_ socket: PacketSocket, _ keys: [PrivateKey], _ confining: inout Confining) throws -> ExitCode {
        let server = KeyServer(socket, keys: keys)
        let door = DispatchSemaphore(value: 0)
        let others = max(2, ProcessInfo.processInfo.activeProcessorCount) - 1
        for _ in 0..<others {
            Thread.detachNewThread {
                door.wait()
                server.serveAndEnd()
            }
        }
        confining.finish()
        guard confining.achieved.isSuperset(of: .required) else { throw Unconfined(achieved: confining.achieved) }
        server.begin(confining.achieved)
        for _ in 0..<others { door.signal() }
        server.serveAndEnd()
    }

    private struct Unconfined: Error, CustomStringConvertible {
        let achieved: Confinement

        var description: String { "the key process could not confine itself; it has \(achieved)" }
    }
}
