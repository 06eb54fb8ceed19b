internal import Synchronization

/// Hands mails to the server of this node's provider: one after the other over a connection that is kept, and over a few
/// connections at a time.
///
/// Always with TLS, never without: a server that offers none gets nothing.
final class SMTPCourier: Sendable {
    private let lanes: [SMTPLane]
    private let isClosed: Stop

    /// - Parameters:
    ///   - name: how this node calls itself in EHLO.
    ///   - connections: at a time.
    init(_ server: MailServer, name: String, connections: Int = 2) {
        let stop = Stop()
        isClosed = stop
        lanes = (0..<max(1, connections)).map { _ in SMTPLane(server, name: name, stop: stop) }
    }

    /// Hands one mail over.
    func send(_ mail: OutgoingMail) async -> SMTPOutcome {
        let lane = lanes.min { $0.waiting < $1.waiting } ?? lanes[0]
        return await lane.send(mail)
    }

    /// Gives up what is under way; it is unknown then whether the server took it. Later mails fail at once.
    func close() { isClosed.set() }

    /// Whether the courier was told to stop.
    final class Stop: Sendable {
        private let flag = Atomic<Bool>(false)

        var isSet: Bool { flag.load(ordering: .relaxed) }

        func set() { flag.store(true, ordering: .relaxed) }
    }
}
