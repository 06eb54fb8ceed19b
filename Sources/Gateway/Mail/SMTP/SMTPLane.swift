internal import Dispatch
internal import Synchronization

/// One connection of a courier with the queue of mails that wait for it.
final class SMTPLane: Sendable {
    /// The session, made at the first mail. Only ``queue`` touches it.
    private final class Place: @unchecked Sendable {
        var session: SMTPSession?
    }

    private let server: MailServer
    private let name: String
    private let stop: SMTPCourier.Stop
    private let queue = DispatchQueue(label: "weerthuis.smtp")
    private let place = Place()
    private let count = Atomic<Int>(0)

    init(_ server: MailServer, name: String, stop: SMTPCourier.Stop) {
        self.server = server
        self.name = name
        self.stop = stop
    }

    /// How many mails wait here, the one under way included.
    var waiting: Int { count.load(ordering: .relaxed) }

    func send(_ mail: OutgoingMail) async -> SMTPOutcome {
        count.add(1, ordering: .relaxed)
        defer { count.subtract(1, ordering: .relaxed) }
        return await withCheckedContinuation { continuation in
            queue.async { [self] in continuation.resume(returning: sendNow(mail)) }
        }
    }

    private func sendNow(_ mail: OutgoingMail) -> SMTPOutcome {
        guard !stop.isSet else { return .later("het knooppunt stopt; na de start wordt het opnieuw geprobeerd") }
        do throws(MailConnectionError) {
            for _ in 0..<2 {
                let session = try session()
                guard case .judged(let outcome) = session.send(mail) else {
                    place.session = nil
                    continue
                }
                if outcome != .accepted { place.session = nil }
                return outcome
            }
        } catch {
            let reply = SMTPReply(lines: Self.lastReply(error.lines), leavingOut: mail.recipients + [mail.sender])
            return SMTPJudge(
                code: error.evidence.code, evidence: error.evidence, reply: reply, host: server.host
            ).outcome
        }
        return .later(Self.hungUp)
    }

    private static let hungUp = "de mailserver verbrak de verbinding; het wordt later opnieuw geprobeerd"

    /// The lines of what the server said last.
    private static func lastReply(_ lines: [String]) -> [String] {
        guard let last = lines.last else { return [] }
        return lines.filter { $0.prefix(3) == last.prefix(3) }
    }

    private func session() throws(MailConnectionError) -> SMTPSession {
        if let session = place.session, session.isOpen { return session }
        place.session = nil
        let made = try SMTPSession(server, name: name, isStopped: { [stop] in stop.isSet })
        place.session = made
        return made
    }
}
