internal import CSystem
internal import Envelope
internal import Foundation

/// A key process that got ready.
final class RunningKeyProcess: Sendable {
    let pid: pid_t
    let channel: KeyChannel
    let socket: PacketSocket
    let confinement: Confinement
    let keys: [PublicKey]
    private let numbers: [PublicKey: UInt16]

    /// Starts a process and waits until it is ready. It dies with the thread that calls this.
    init(_ settings: KeyProcessSettings, secret: SecretFile) throws(KeyProcessError) {
        let (pid, socket) = try Self.spawn(settings, secret)
        do throws(KeyProcessError) {
            let greeting = try Greeting(socket, settings.startLimit)
            confinement = greeting.confinement
            keys = greeting.keys
        } catch {
            Self.kill(pid)
            throw error
        }
        self.pid = pid
        self.socket = socket
        numbers = Dictionary(keys.enumerated().map { ($1, UInt16($0)) }) { first, _ in first }
        channel = KeyChannel(socket, limit: settings.limit)
    }

    func number(of key: PublicKey) -> UInt16? { numbers[key] }

    /// Lets it finish what it is asked, and ends it.
    func retire(within limit: Duration) {
        channel.retire()
        let latest = ContinuousClock.now + limit
        while !channel.isIdle, ContinuousClock.now < latest { usleep(1000) }
        end(.retired)
    }

    /// Ends it at once. Whoever waits for it is told `reason`.
    ///
    /// - Returns: how it ended, for the log.
    @discardableResult
    func end(_ reason: KeyChannelFailure) -> String {
        channel.fail(reason)
        return Self.kill(pid)
    }

    private static func spawn(
        _ settings: KeyProcessSettings, _ secret: SecretFile
    ) throws(KeyProcessError) -> (pid_t, PacketSocket) {
        let ends: (PacketSocket, PacketSocket)
        do throws(SystemFailure) { ends = try PacketSocket.pair() } catch { throw .system(error) }
        let words = ["weerthuis", "key-process", settings.folder.path, settings.account.argument]
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var pid: pid_t = 0
        let code = weerthuis_spawn(&pid, settings.program, &arguments, ends.1.descriptor, secret.descriptor)
        guard code == 0 else { throw .system(SystemFailure("posix_spawn", code)) }
        return (pid, ends.0)
    }

    /// Ends and collects a process. One that is ending by itself gets a moment, so that its own reason is told.
    ///
    /// - Returns: how it ended.
    @discardableResult
    private static func kill(_ pid: pid_t) -> String {
        var status: Int32 = 0
        for _ in 0..<20 {
            if waitpid(pid, &status, WNOHANG) == pid { return reason(status) }
            usleep(5000)
        }
        Foundation.kill(pid, SIGKILL)
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        return "it did not answer, and was killed by the node"
    }

    private static func reason(_ status: Int32) -> String {
        let signal = status & 0x7F
        return signal == 0 ? "it ended with status \(status >> 8 & 0xFF)" : "it was ended by signal \(signal)"
    }
}
