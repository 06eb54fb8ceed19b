internal import CCurl

/// A connection with an SMTP server over which mails go one after the other. It belongs to one queue.
///
/// The commands are our own, so that all that stands before a mail goes in one piece (RFC 2920) and comes back in one.
final class SMTPSession {
    private let connection: MailConnection
    private let host: String
    private let takesPipelining: Bool
    private let takesSize: Bool
    private let start = ContinuousClock.now
    private var last = ContinuousClock.now
    /// Whether a mail went over it.
    private var isUsed = false

    private static let patience = 120
    /// Servers hang up after some minutes. A connection that lives longer would miss changes of name and certificate.
    private static let longest: (rest: Duration, life: Duration) = (.seconds(100), .seconds(3_600))
    private static let mostLines = 32
    private static let data = "DATA"

    /// What came of one mail.
    enum Handover {
        case judged(SMTPOutcome)
        /// The server had hung up before the mail: it is as if nothing was tried.
        case hungUp
    }

    /// - Parameters:
    ///   - name: how this node calls itself in EHLO.
    ///   - isStopped: asked while something is awaited.
    init(
        _ server: MailServer, name: String, isStopped: @escaping @Sendable () -> Bool
    ) throws(MailConnectionError) {
        connection = try MailConnection(
            server, protocols: "smtp,smtps", path: "/\(name)", patience: Self.patience, isStopped: isStopped)
        host = server.host
        let offers = Self.offers(connection.greeting)
        takesPipelining = offers.contains("PIPELINING")
        takesSize = offers.contains("SIZE")
    }

    deinit {
        // Nobody waits for the answer.
        try? connection.send(Array("QUIT\r\n".utf8))
    }

    /// Whether another mail may go over it.
    var isOpen: Bool {
        !connection.isDisturbed && .now - last < Self.longest.rest && .now - start < Self.longest.life
    }

    /// Hands one mail over. Blocks until the server answered. After anything but ``SMTPOutcome/accepted`` the session must be
    /// given up: a mail may be half said.
    func send(_ mail: OutgoingMail) -> Handover {
        let wasUsed = isUsed
        defer { (last, isUsed) = (.now, true) }
        var reply = SMTPReply.none
        do throws(CurlError) {
            reply = try offer(mail)
            let isHangingUp = reply.code == SMTPReply.closing
            guard reply.code == SMTPReply.goAhead else {
                return wasUsed && isHangingUp ? .hungUp : judged(CURLE_WEIRD_SERVER_REPLY, reply)
            }
            try connection.send(Self.text(mail.bytes))
            reply = try self.reply(to: mail)
            return judged(reply.isPositive ? CURLE_OK : CURLE_WEIRD_SERVER_REPLY, reply)
        } catch {
            let isLost = [CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR].contains(error.code)
            return wasUsed && isLost && reply.code == 0 ? .hungUp : judged(error.code, reply)
        }
    }

    private func judged(_ code: CURLcode, _ reply: SMTPReply) -> Handover {
        let evidence = CurlEvidence(code: code, verification: 0, text: "", phase: .answer)
        return .judged(SMTPJudge(code: code, evidence: evidence, reply: reply, host: host).outcome)
    }

    /// Says from whom and to whom.
    ///
    /// - Returns: the server's leave to send the mail (354), or its first refusal.
    private func offer(_ mail: OutgoingMail) throws(CurlError) -> SMTPReply {
        let addresses = [mail.sender] + mail.recipients
        guard addresses.allSatisfy(Self.isAddress) else { throw CurlError(CURLE_URL_MALFORMAT) }
        let size = takesSize ? " SIZE=\(mail.bytes.count)" : ""
        let commands = ["MAIL FROM:<\(mail.sender)>\(size)"] + mail.recipients.map { "RCPT TO:<\($0)>" }
        if takesPipelining { try say(commands + [Self.data]) }
        for command in commands {
            if !takesPipelining { try say([command]) }
            let reply = try reply(to: mail)
            guard reply.isPositive else { return reply }
        }
        if !takesPipelining { try say([Self.data]) }
        return try reply(to: mail)
    }

    private func say(_ commands: [String]) throws(CurlError) {
        try connection.send(Array((commands.joined(separator: "\r\n") + "\r\n").utf8))
    }

    private func reply(to mail: OutgoingMail) throws(CurlError) -> SMTPReply {
        var lines: [String] = []
        repeat {
            guard lines.count < Self.mostLines else { throw CurlError(CURLE_WEIRD_SERVER_REPLY) }
            lines.append(try connection.readLine())
        } while lines.last?.utf8.dropFirst(3).first == UInt8(ascii: "-")
        return SMTPReply(lines: lines, leavingOut: mail.recipients + [mail.sender])
    }

    /// The mail as it goes after DATA (RFC 5321 section 4.5.2): a dot more before a line that begins with one, and the end.
    private static func text(_ mail: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(mail.count + 64)
        var rest = mail[...]
        while !rest.isEmpty {
            if rest.first == dot { text.append(dot) }
            let end = rest.firstIndex(of: lineFeed).map { $0 + 1 } ?? rest.endIndex
            text += rest[..<end]
            rest = rest[end...]
        }
        if text.last != lineFeed { text += lineEnd }
        return text + [dot] + lineEnd
    }

    /// What the server offers after its last EHLO: that over TLS.
    private static func offers(_ greeting: [String]) -> Set<String> {
        let last = greeting.lastIndex { $0.hasPrefix("220") }.map { greeting[$0...] } ?? greeting[...]
        return Set(
            last.filter { $0.hasPrefix("250") }.compactMap {
                $0.dropFirst(4).split { $0.isWhitespace }.first?.uppercased()
            })
    }

    private static func isAddress(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
    }

    private static let dot = UInt8(ascii: ".")
    private static let lineFeed: UInt8 = 0x0A
    private static let lineEnd: [UInt8] = [0x0D, 0x0A]
}
