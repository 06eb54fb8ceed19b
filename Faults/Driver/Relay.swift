import CFaults
import Foundation
import Loopback
import Synchronization

/// The network before one node, on loopback: it passes everything on, or does what networks do.
final class Relay: Sendable {
    enum Mode: String, CaseIterable, Sendable {
        case pass
        /// Everything takes a while longer.
        case delay
        /// Nobody is let through, and what was open is reset.
        case cut
        /// Connections are taken, and then nothing ever comes.
        case halfOpen = "half-open"
        /// The request arrives; the connection is reset before its answer.
        case loseAnswer = "answer lost"
        /// Half of the answer comes, then the end.
        case truncate = "answer truncated"
        /// Every request arrives twice, at the same time.
        case duplicate = "request doubled"
        /// A request waits until a later one has passed it.
        case reorder = "requests reordered"
        /// Something else than the node answers.
        case garbage = "garbage answered"
        /// Most requests are cut, each in another way, and some get through.
        case storm
        /// Everything passes, and the heads of requests and answers are kept.
        case record = "recorded"

        /// What a network does to its users.
        static let faults = allCases.filter { ![.pass, .storm, .record].contains($0) }
        /// What leaves a request without its answer.
        static let cuts: [Mode] = [.cut, .halfOpen, .loseAnswer, .truncate, .garbage]
        /// What a storm does to a request that it does not let through.
        fileprivate static let stormy: [Mode] = [.cut, .loseAnswer, .truncate, .garbage]
    }

    private struct State {
        var mode = Mode.pass
        var open: Set<Int32> = []
        var counts: [Mode: Int] = [:]
        var heads: [UInt8] = []
        var dice: Dice
        var cutInARow = 0
    }

    private static let mostInARow = 2

    private let listener: Int32
    private let target: UInt16
    let tls: RelayTLS
    private let state: Mutex<State>
    let turnstile = Turnstile()

    init(port: UInt16, to target: UInt16, tls: RelayTLS, dice: Dice) throws {
        state = Mutex(State(dice: dice))
        self.target = target
        self.tls = tls
        guard let listener = Socket.listen(port) else {
            throw FaultsError("port \(port): \(String(cString: strerror(errno)))")
        }
        self.listener = listener
        Thread.detachNewThread { [self] in accept() }
    }

    var mode: Mode { state.withLock { $0.mode } }

    /// What becomes of one request. Nodes leave a partner alone after three failures in a row, so a storm stops before that.
    func fate(under mode: Mode) -> Mode {
        guard mode == .storm else { return mode }
        return state.withLock { state in
            let passes = state.cutInARow == Self.mostInARow || Int.random(in: 0..<8, using: &state.dice) == 0
            state.cutInARow = passes ? 0 : state.cutInARow + 1
            return passes ? .pass : Mode.stormy.randomElement(using: &state.dice) ?? .pass
        }
    }

    /// How many connections or requests a mode hurt.
    func count(_ mode: Mode) -> Int { state.withLock { $0.counts[mode] ?? 0 } }

    func note(_ mode: Mode) { state.withLock { $0.counts[mode, default: 0] += 1 } }

    /// The heads of what passed while it was recorded.
    var heads: [UInt8] { state.withLock { $0.heads } }

    func keep(head bytes: [UInt8]) {
        let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound ?? bytes.count
        state.withLock { $0.heads += bytes[..<end] }
    }

    /// Changes the network. Connections that are open are reset.
    func set(_ mode: Mode) {
        let open = state.withLock { state in
            state.mode = mode
            return state.open
        }
        for descriptor in open { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }

    private func accept() {
        while true {
            let client = Foundation.accept(listener, nil, nil)
            guard client >= 0 else { return }
            let mode = state.withLock { state in
                state.open.insert(client)
                return state.mode
            }
            Thread.detachNewThread { [self] in
                serve(client, mode)
                state.withLock { _ = $0.open.remove(client) }
                close(client)
            }
        }
    }

    private func serve(_ client: Int32, _ mode: Mode) {
        switch mode {
        case .cut:
            note(.cut)
            _ = faults_reset_on_close(client)
        case .halfOpen:
            note(.halfOpen)
            var waste = [UInt8](repeating: 0, count: 4_096)
            while recv(client, &waste, waste.count, 0) > 0 {}
        case .pass: splice(client)
        case .delay:
            note(.delay)
            splice(client, delay: 150_000)
        default: ReadingRelay(relay: self, client: client, target: target, mode: mode).run()
        }
    }

    /// - Parameter delay: microseconds that everything takes longer.
    private func splice(_ client: Int32, delay: UInt32 = 0) {
        guard let server = Socket.connect(target) else {
            _ = faults_reset_on_close(client)
            return
        }
        defer { close(server) }
        var ends = [
            pollfd(fd: client, events: Int16(POLLIN), revents: 0),
            pollfd(fd: server, events: Int16(POLLIN), revents: 0),
        ]
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while poll(&ends, 2, -1) > 0 {
            for (from, to) in [(0, 1), (1, 0)] where ends[from].revents != 0 {
                let count = recv(ends[from].fd, &bytes, bytes.count, 0)
                guard count > 0 else { return }
                if delay > 0 { usleep(delay) }
                guard Socket.send(Array(bytes[..<count]), to: ends[to].fd) else { return }
            }
        }
    }
}

/// The TLS of a relay that reads: it shows the certificate of its node.
struct RelayTLS: @unchecked Sendable {
    let server: UnsafeMutableRawPointer
    let client: UnsafeMutableRawPointer

    init(folder: String, passphrase: String) throws {
        let secret = strdup(passphrase)
        guard let server = faults_tls_server("\(folder)/tls/server.cert.pem", "\(folder)/tls/server.key.pem", secret),
            let client = faults_tls_client()
        else { throw FaultsError("\(folder)/tls: the certificate can't be used") }
        self.server = server
        self.client = client
    }
}
