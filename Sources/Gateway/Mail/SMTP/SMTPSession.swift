internal import CCurl
internal import Synchronization

/// One libcurl handle for SMTP, with the connection that it keeps for the next mail. It belongs to one queue.
final class SMTPSession {
    private let easy: EasyHandle
    private let server: MailServer
    private let errors = ErrorText()
    private let isStopped: @Sendable () -> Bool
    private var mail: [UInt8] = []
    private var position = 0
    private var lines: [String] = []
    /// Whether the last line of a reply was seen, so that the next one begins another.
    private var isReplyWhole = true

    private static let mostLines = 32
    private static let longestLine = 512
    /// RFC 5321 section 4.2.3.
    private static let goodbye = "221"

    /// - Parameters:
    ///   - name: how this node calls itself in EHLO.
    ///   - isStopped: asked while a mail is under way.
    init(
        _ server: MailServer, name: String, isStopped: @escaping @Sendable () -> Bool
    ) throws(CurlError) {
        easy = try EasyHandle()
        self.server = server
        self.isStopped = isStopped
        try easy.apply(server, protocols: "smtp,smtps")
        try easy.set(CURLOPT_URL, "\(server.url)/\(name)")
        try easy.set(CURLOPT_UPLOAD, 1)
        try easy.set(CURLOPT_CONNECTTIMEOUT, 30)
        try easy.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, 120)
        try easy.set(CURLOPT_TIMEOUT, 900)
        try easy.set(CURLOPT_ERRORBUFFER, pointer: errors.buffer)
        try setCallbacks()
    }

    /// Hands one mail over. Blocks until the server answered.
    func send(_ outgoing: OutgoingMail) -> SMTPOutcome {
        (mail, position, lines, isReplyWhole) = (outgoing.bytes, 0, [], true)
        errors.clear()
        defer { mail = [] }
        let code: CURLcode
        do throws(CurlError) { code = try perform(outgoing) } catch { code = error.code }
        let evidence = CurlEvidence(
            code: code, verification: easy.number(CURLINFO_SSL_VERIFYRESULT), text: errors.text, phase: .answer)
        let reply = SMTPReply(lines: lines, leavingOut: outgoing.recipients + [outgoing.sender])
        return SMTPJudge(code: code, evidence: evidence, reply: reply, host: server.host).outcome
    }

    private func perform(_ outgoing: OutgoingMail) throws(CurlError) -> CURLcode {
        var recipients: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(recipients) }
        for address in outgoing.recipients { recipients = curl_slist_append(recipients, "<\(address)>") }
        try easy.set(CURLOPT_MAIL_FROM, "<\(outgoing.sender)>")
        try easy.set(CURLOPT_MAIL_RCPT, pointer: recipients)
        try easy.set(CURLOPT_INFILESIZE_LARGE, size: outgoing.bytes.count)
        defer { _ = try? easy.set(CURLOPT_MAIL_RCPT, pointer: nil) }
        return curl_easy_perform(easy.pointer)
    }

    private func setCallbacks() throws(CurlError) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        try easy.set(CURLOPT_READDATA, pointer: me)
        try easy.set(CURLOPT_HEADERDATA, pointer: me)
        try easy.set(CURLOPT_WRITEDATA, pointer: me)
        try easy.set(CURLOPT_XFERINFODATA, pointer: me)
        try easy.set(CURLOPT_NOPROGRESS, 0)
        try easy.set(
            CURLOPT_READFUNCTION,
            writer: { buffer, size, count, me in SMTPSession.of(me).read(into: buffer, size * count) })
        try easy.set(
            CURLOPT_HEADERFUNCTION,
            writer: { bytes, size, count, me in SMTPSession.of(me).note(bytes, size * count) })
        try easy.set(CURLOPT_WRITEFUNCTION, writer: { _, size, count, _ in size * count })
        try easy.set(progress: { me, _, _, _, _ in SMTPSession.of(me).isStopped() ? 1 : 0 })
    }

    private func read(into buffer: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
        guard let buffer else { return 0 }
        let count = min(room, mail.count - position)
        mail.withUnsafeBytes { bytes in
            UnsafeMutableRawBufferPointer(start: buffer, count: count).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
        }
        position += count
        return count
    }

    /// libcurl hands every line of the server's replies to the header callback. The last reply is kept, but for the goodbye: after a
    /// refusal libcurl says QUIT by itself.
    private func note(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        let line = UnsafeRawBufferPointer(start: bytes, count: min(count, Self.longestLine))
        let text = String(decoding: line, as: UTF8.self)
        guard !text.hasPrefix(Self.goodbye) else { return count }
        if isReplyWhole { lines = [] }
        if lines.count < Self.mostLines { lines.append(text) }
        isReplyWhole = text.utf8.dropFirst(3).first != UInt8(ascii: "-")
        return count
    }

    private static func of(_ me: UnsafeMutableRawPointer?) -> SMTPSession {
        guard let me else { preconditionFailure("a callback without its session") }
        return Unmanaged<SMTPSession>.fromOpaque(me).takeUnretainedValue()
    }
}
