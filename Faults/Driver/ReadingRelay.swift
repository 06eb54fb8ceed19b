import CFaults
import Foundation
import Loopback

/// One connection whose requests the relay reads, so that it can do with each what the mode says.
struct ReadingRelay {
    let relay: Relay
    let client: Int32
    let target: UInt16
    let mode: Relay.Mode

    func run() {
        guard let connection = faults_tls_accept(relay.tls.server, client) else { return }
        defer { faults_tls_close(connection) }
        while let request = HTTPBlock.read(connection) {
            let fate = relay.fate(under: mode)
            relay.note(fate)
            guard let answer = answer(request, fate), HTTPBlock.write(answer, to: connection) else { break }
            if fate == .truncate { break }
        }
        _ = faults_reset_on_close(client)
    }

    /// - Returns: nil when the connection breaks off.
    private func answer(_ request: [UInt8], _ fate: Relay.Mode) -> [UInt8]? {
        switch fate {
        case .pass: return forward(request)
        case .loseAnswer:
            _ = forward(request)
            return nil
        case .truncate: return forward(request).map { Array($0.prefix($0.count / 2)) }
        case .duplicate:
            let other = Turnstile()
            Thread.detachNewThread {
                _ = forward(request)
                other.open()
            }
            let answer = forward(request)
            other.wait(seconds: 10)
            return answer
        case .reorder:
            relay.turnstile.letPassOrWait(seconds: 1.5)
            return forward(request)
        case .garbage: return Self.garbage.randomElement()
        case .record:
            let answer = forward(request)
            relay.keep(head: request)
            relay.keep(head: answer ?? [])
            return answer
        case .delay, .cut, .halfOpen, .storm: return nil
        }
    }

    private func forward(_ request: [UInt8]) -> [UInt8]? {
        guard let socket = Socket.connect(target) else { return nil }
        defer { close(socket) }
        guard let connection = faults_tls_connect(relay.tls.client, socket) else { return nil }
        defer { faults_tls_close(connection) }
        guard HTTPBlock.write(request, to: connection) else { return nil }
        return HTTPBlock.read(connection)
    }

    private static let garbage: [[UInt8]] = [
        Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8),
        Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<html>OK</html>".utf8),
        Array("HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\nOops".utf8),
        Array("HTTP/1.1 302 Found\r\nLocation: https://localhost:1/\r\nContent-Length: 0\r\n\r\n".utf8),
        Array("HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nNo".utf8), Array("SSH-2.0-OpenSSH_9.2\r\n\r\n".utf8),
        Array(
            ("HTTP/1.1 200 OK\r\nContent-Type: multipart/signed; boundary=x; protocol=\"application/pkcs7-signature\"\r\n"
                + "Content-Length: 10\r\n\r\n--x\r\n--x--").utf8),
    ]
}

/// A request or an answer with its head, read and written whole.
enum HTTPBlock {
    private static let limit = 4 << 20
    private static let headEnd = Array("\r\n\r\n".utf8)

    static func read(_ connection: UnsafeMutableRawPointer) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var whole: Int?
        while whole.map({ bytes.count < $0 }) ?? true {
            let count = faults_tls_read(connection, &buffer, Int32(buffer.count))
            guard count > 0, bytes.count + Int(count) <= limit else { return nil }
            bytes += buffer[..<Int(count)]
            whole = whole ?? length(bytes)
        }
        return bytes
    }

    static func write(_ bytes: [UInt8], to connection: UnsafeMutableRawPointer) -> Bool {
        faults_tls_write(connection, bytes, Int32(bytes.count)) == bytes.count
    }

    /// With the body; nil while the head is not whole.
    private static func length(_ bytes: [UInt8]) -> Int? {
        guard let head = bytes.firstRange(of: headEnd) else { return nil }
        for line in bytes[..<head.lowerBound].split(separator: 0x0A) {
            let text = String(decoding: line, as: UTF8.self).lowercased()
            guard text.hasPrefix("content-length:") else { continue }
            return head.upperBound + (Int(text.dropFirst(15).filter(\.isNumber)) ?? 0)
        }
        return head.upperBound
    }
}
