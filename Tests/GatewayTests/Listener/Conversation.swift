import Foundation

/// Reads answers from the bytes of a connection.
///
/// Unchecked, because one test uses it at a time. Waiting happens on a thread of its own: the listener's tasks need the others.
final class Conversation: @unchecked Sendable {
    struct Answer {
        let status: Int
        let head: String
        let body: String

        func has(_ line: String) -> Bool { head.contains("\r\n" + line + "\r\n") }
    }

    private var bytes: [UInt8] = []
    let client: any ByteClient

    init(_ client: any ByteClient) {
        self.client = client
    }

    /// Nil when the connection ends before a whole answer. The bytes of `100 Continue` are an answer too.
    func next() async -> Answer? {
        await Background.run { self.nextBlocking() }
    }

    /// The same, on a thread that may wait.
    func nextBlocking() -> Answer? {
        while true {
            if let answer = takeAnswer() { return answer }
            guard let more = client.receive() else { return nil }
            bytes += more
        }
    }

    /// Whether the other side has ended the connection, and said nothing more before.
    func isAtEnd() async -> Bool {
        guard bytes.isEmpty else { return false }
        return await receive() == nil
    }

    /// Everything up to the end of the connection.
    func rest() async -> String {
        while let more = await receive() { bytes += more }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func receive() async -> [UInt8]? {
        await Background.run { self.client.receive() }
    }

    private func takeAnswer() -> Answer? {
        let data = Data(bytes)
        guard let end = data.range(of: Data("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: data[..<end.upperBound], as: UTF8.self)
        guard let status = head.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        let length = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        let count = length.flatMap { Int($0.split(separator: ":")[1].trimmingCharacters(in: .whitespaces)) } ?? 0
        guard data.count - end.upperBound >= count else { return nil }
        let body = String(decoding: data[end.upperBound..<(end.upperBound + count)], as: UTF8.self)
        bytes.removeFirst(end.upperBound + count)
        return Answer(status: status, head: head, body: body)
    }
}
