internal import CCurl
internal import Foundation

/// One connection with an IMAP server. It belongs to one queue, and every call blocks.
///
/// libcurl makes the connection: TLS, the check of the certificate, the login. The commands after that are our own, over its
/// connection (CURLOPT_CONNECT_ONLY). libcurl's own FETCH hands the content of a mail to the header callback line by line, cuts
/// long lines, and ends at a line in the mail that looks like the end of the command, which whoever writes a mail could use.
/// Here a literal is as long as the server says it is, and nothing in it is looked at.
final class IMAPSession {
    private let easy: EasyHandle
    private let limit: Int
    private let isStopped: @Sendable () -> Bool
    private var buffer: [UInt8] = []
    private var position = 0
    private var number = 0

    private static let longestLine = 1 << 16
    private static let patience = 60

    /// Connects and logs in.
    ///
    /// - Parameter limit: bytes of the largest literal.
    init(_ server: MailServer, limit: Int, isStopped: @escaping @Sendable () -> Bool) throws(IMAPError) {
        self.limit = limit
        self.isStopped = isStopped
        easy = try Self.connect(server)
    }

    private static func connect(_ server: MailServer) throws(IMAPError) -> EasyHandle {
        let errors = ErrorText()
        let easy = try handle()
        do throws(CurlError) {
            try easy.apply(server, protocols: "imaps")
            try easy.set(CURLOPT_URL, server.url)
            try easy.set(CURLOPT_CONNECT_ONLY, 1)
            try easy.set(CURLOPT_CONNECTTIMEOUT, 30)
            try easy.set(CURLOPT_TIMEOUT, patience)
            try easy.set(CURLOPT_ERRORBUFFER, pointer: errors.buffer)
        } catch { throw IMAPError(.connection, error.text) }
        let code = curl_easy_perform(easy.pointer)
        _ = try? easy.set(CURLOPT_ERRORBUFFER, pointer: nil)
        guard code == CURLE_OK else { throw failure(code, easy, errors.text, server.host) }
        return easy
    }

    private static func handle() throws(IMAPError) -> EasyHandle {
        do throws(CurlError) { return try EasyHandle() } catch { throw IMAPError(.connection, error.text) }
    }

    /// Sends a command and reads everything up to its end.
    ///
    /// - Parameter each: gets each response as it comes, so that long lists are not kept.
    /// - Throws: `refused` unless the server says OK.
    func command(_ text: String, each: (IMAPLine) -> Void = { _ in }) throws(IMAPError) {
        number += 1
        let tag = "wt\(number)"
        try send(Array("\(tag) \(text)\r\n".utf8))
        while true {
            let line = try response()
            if line.text.hasPrefix("* ") {
                each(line)
            } else if line.text.hasPrefix("\(tag) ") {
                guard line.text.dropFirst(tag.count + 1).uppercased().hasPrefix("OK") else {
                    throw IMAPError(.refused, String(line.text.dropFirst(tag.count + 1).prefix(120)))
                }
                return
            } else {
                throw IMAPError(.malformed, "an unexpected line")
            }
        }
    }

    private func response() throws(IMAPError) -> IMAPLine {
        var line = IMAPLine()
        while true {
            let part = try readLine()
            line.text += part
            guard let length = IMAPLine.literalLength(part) else { return line }
            guard (0...limit).contains(length) else { throw IMAPError(.malformed, "a literal of \(length) bytes") }
            line.literals.append(try read(length))
            line.text += "\r\n"
        }
    }

    /// A line without its end.
    private func readLine() throws(IMAPError) -> String {
        var scanned = position
        while true {
            if let end = buffer[scanned...].firstIndex(of: 0x0A) {
                let line = buffer[position..<end]
                position = end + 1
                return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            }
            guard buffer.count - position <= Self.longestLine else { throw IMAPError(.malformed, "a line without end") }
            let pending = buffer.count - position
            try fill()
            scanned = position + pending
        }
    }

    private func read(_ count: Int) throws(IMAPError) -> [UInt8] {
        while buffer.count - position < count { try fill() }
        defer { position += count }
        return Array(buffer[position..<position + count])
    }

    /// Waits for bytes, and puts them after those that were not used yet.
    private func fill() throws(IMAPError) {
        if position > 0 {
            buffer.removeFirst(position)
            position = 0
        }
        let chunk = 1 << 16
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: chunk))
        var count = 0
        defer { buffer.removeLast(chunk - count) }
        try retrying(POLLIN) {
            buffer.withUnsafeMutableBytes { bytes in
                curl_easy_recv(easy.pointer, bytes.baseAddress.map { $0 + start }, chunk, &count)
            }
        }
        guard count > 0 else { throw IMAPError(.connection, "the server closed the connection") }
    }

    private func send(_ bytes: [UInt8]) throws(IMAPError) {
        var sent = 0
        while sent < bytes.count {
            var count = 0
            try retrying(POLLOUT) {
                bytes.withUnsafeBytes { raw in
                    curl_easy_send(easy.pointer, raw.baseAddress.map { $0 + sent }, bytes.count - sent, &count)
                }
            }
            sent += count
        }
    }

    /// Calls until the connection has something to do, and gives up after a while.
    private func retrying(_ event: Int32, _ call: () -> CURLcode) throws(IMAPError) {
        for _ in 0..<Self.patience * 4 {
            guard !isStopped() else { throw IMAPError(.closed) }
            switch call() {
            case CURLE_OK: return
            case CURLE_AGAIN: try wait(event)
            case let code: throw IMAPError(.connection, CurlError(code).text)
            }
        }
        throw IMAPError(.timeout)
    }

    private func wait(_ event: Int32) throws(IMAPError) {
        var socket: curl_socket_t = CURL_SOCKET_BAD
        guard weerthuis_curl_get_socket(easy.pointer, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK,
            socket != CURL_SOCKET_BAD
        else { throw IMAPError(.connection, "the connection is gone") }
        var descriptor = pollfd(fd: socket, events: Int16(event), revents: 0)
        _ = poll(&descriptor, 1, 250)
    }

    private static func failure(
        _ code: CURLcode, _ easy: borrowing EasyHandle, _ text: String, _ host: String
    ) -> IMAPError {
        if code == CURLE_LOGIN_DENIED { return IMAPError(.connection, "\(host) refuses the login") }
        let evidence = CurlEvidence(
            code: code, verification: easy.number(CURLINFO_SSL_VERIFYRESULT), text: text, phase: .connect)
        return IMAPError(.connection, TransferFailure(kind: evidence.failure, host: host).reason)
    }
}
