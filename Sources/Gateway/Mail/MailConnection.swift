internal import CCurl
internal import Foundation

/// One connection with a mail server. It belongs to one queue, and every call blocks.
///
/// libcurl makes the connection: TLS, the check of the certificate, the login (CURLOPT_CONNECT_ONLY). What is said after that is
/// its owner's.
final class MailConnection {
    /// What libcurl tells while it connects.
    private final class Opening {
        let isStopped: @Sendable () -> Bool
        var lines: [String] = []

        init(_ isStopped: @escaping @Sendable () -> Bool) { self.isStopped = isStopped }
    }

    /// What the server said until the login, where libcurl tells (SMTP): the last lines of it.
    let greeting: [String]
    private let easy: EasyHandle
    /// Seconds without anything to read or write.
    private let patience: Int
    private let isStopped: @Sendable () -> Bool
    private var buffer: [UInt8] = []
    private var position = 0

    private static let longestLine = 1 << 16
    private static let longestGreeting = (line: 512, lines: 64)
    /// A TLS record.
    private static let chunk = 1 << 14
    /// Milliseconds; so often it is asked whether to stop.
    private static let tick: Int32 = 250

    /// Connects and logs in.
    ///
    /// - Parameters:
    ///   - protocols: for libcurl, such as `imaps`.
    ///   - path: how this node calls itself, with a slash, where the protocol has that.
    init(
        _ server: MailServer, protocols: String, path: String = "", patience: Int,
        isStopped: @escaping @Sendable () -> Bool
    ) throws(MailConnectionError) {
        self.patience = patience
        self.isStopped = isStopped
        let opening = Opening(isStopped)
        easy = try Self.connect(server, protocols, path, opening)
        greeting = opening.lines
    }

    private static func connect(
        _ server: MailServer, _ protocols: String, _ path: String, _ opening: Opening
    ) throws(MailConnectionError) -> EasyHandle {
        let errors = ErrorText()
        do throws(CurlError) {
            let easy = try EasyHandle()
            try easy.apply(server, protocols: protocols)
            try easy.set(CURLOPT_URL, server.url + path)
            try easy.set(CURLOPT_CONNECT_ONLY, 1)
            try easy.set(CURLOPT_CONNECTTIMEOUT, 30)
            try easy.set(CURLOPT_TIMEOUT, 60)
            try easy.set(CURLOPT_ERRORBUFFER, pointer: errors.buffer)
            try listen(easy, opening)
            let code = withExtendedLifetime(opening) { curl_easy_perform(easy.pointer) }
            let verification = easy.number(CURLINFO_SSL_VERIFYRESULT)
            try easy.set(CURLOPT_ERRORBUFFER, pointer: nil)
            try easy.set(CURLOPT_NOPROGRESS, 1)
            try easy.set(CURLOPT_HEADERFUNCTION, writer: nil)
            try easy.set(CURLOPT_HEADERDATA, pointer: nil)
            guard code == CURLE_OK else { throw CurlError(code, verification: verification) }
            return easy
        } catch {
            let evidence = CurlEvidence(
                code: error.code, verification: error.verification, text: errors.text, phase: .connect)
            throw MailConnectionError(evidence: evidence, lines: opening.lines)
        }
    }

    private static func listen(_ easy: borrowing EasyHandle, _ opening: Opening) throws(CurlError) {
        let pointer = Unmanaged.passUnretained(opening).toOpaque()
        try easy.set(CURLOPT_HEADERDATA, pointer: pointer)
        try easy.set(CURLOPT_XFERINFODATA, pointer: pointer)
        try easy.set(CURLOPT_NOPROGRESS, 0)
        try easy.set(
            CURLOPT_HEADERFUNCTION,
            writer: { bytes, size, count, opening in
                let line = UnsafeRawBufferPointer(
                    start: bytes, count: min(size * count, MailConnection.longestGreeting.line))
                let opening = MailConnection.opening(opening)
                if opening.lines.count == MailConnection.longestGreeting.lines { opening.lines.removeFirst() }
                opening.lines.append(String(decoding: line, as: UTF8.self))
                return size * count
            })
        try easy.set(progress: { opening, _, _, _, _ in MailConnection.opening(opening).isStopped() ? 1 : 0 })
    }

    private static func opening(_ pointer: UnsafeMutableRawPointer?) -> Opening {
        guard let pointer else { preconditionFailure("a callback without what it tells") }
        return Unmanaged<Opening>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// Whether the server said something unasked, or hung up.
    var isDisturbed: Bool { position < buffer.count || isReady(POLLIN, within: 0) }

    /// A line without its end, which is LF or CRLF.
    func readLine() throws(CurlError) -> String {
        var scanned = position
        while true {
            if let end = buffer[scanned...].firstIndex(of: 0x0A) {
                let line = buffer[position..<end]
                position = end + 1
                return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            }
            let pending = buffer.count - position
            guard pending <= Self.longestLine else { throw CurlError(CURLE_WEIRD_SERVER_REPLY) }
            try fill()
            scanned = position + pending
        }
    }

    func read(_ count: Int) throws(CurlError) -> [UInt8] {
        while buffer.count - position < count { try fill() }
        defer { position += count }
        return Array(buffer[position..<position + count])
    }

    func send(_ bytes: [UInt8]) throws(CurlError) {
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

    /// Waits for bytes, and puts them after those that were not used yet.
    private func fill() throws(CurlError) {
        if position > 0 {
            buffer.removeFirst(position)
            position = 0
        }
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: Self.chunk))
        var count = 0
        defer { buffer.removeLast(Self.chunk - count) }
        try retrying(POLLIN) {
            buffer.withUnsafeMutableBytes { bytes in
                curl_easy_recv(easy.pointer, bytes.baseAddress.map { $0 + start }, Self.chunk, &count)
            }
        }
        guard count > 0 else { throw CurlError(CURLE_GOT_NOTHING) }
    }

    /// Calls until the connection has something to do, and gives up after a while.
    private func retrying(_ event: Int32, _ call: () -> CURLcode) throws(CurlError) {
        for _ in 0..<patience * 1_000 / Int(Self.tick) {
            guard !isStopped() else { throw CurlError(CURLE_ABORTED_BY_CALLBACK) }
            switch call() {
            case CURLE_OK: return
            case CURLE_AGAIN: _ = isReady(event, within: Self.tick)
            case let code: throw CurlError(code)
            }
        }
        throw CurlError(CURLE_OPERATION_TIMEDOUT)
    }

    private func isReady(_ event: Int32, within time: Int32) -> Bool {
        var socket: curl_socket_t = CURL_SOCKET_BAD
        guard weerthuis_curl_get_socket(easy.pointer, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK,
            socket != CURL_SOCKET_BAD
        else { return true }
        var descriptor = pollfd(fd: socket, events: Int16(event), revents: 0)
        return poll(&descriptor, 1, time) != 0
    }
}
