internal import CCurl

/// One connection with an IMAP server. It belongs to one queue, and every call blocks.
///
/// The commands are our own: libcurl's FETCH hands the content of a mail to the header callback line by line, cuts
/// long lines, and ends at a line in the mail that looks like the end of the command, which whoever writes a mail could use.
/// Here a literal is as long as the server says it is, and nothing in it is looked at.
final class IMAPSession {
    private let connection: MailConnection
    private let limit: Int
    private var number = 0

    /// Connects and logs in.
    ///
    /// - Parameter limit: bytes of the largest literal.
    init(_ server: MailServer, limit: Int, isStopped: @escaping @Sendable () -> Bool) throws(IMAPError) {
        self.limit = limit
        do throws(MailConnectionError) {
            connection = try MailConnection(server, protocols: "imaps", patience: 60, isStopped: isStopped)
        } catch { throw Self.failure(error.evidence, server.host) }
    }

    /// Sends a command and reads everything up to its end.
    ///
    /// - Parameter each: gets each response as it comes, so that long lists are not kept.
    /// - Throws: `refused` unless the server says OK.
    func command(_ text: String, each: (IMAPLine) -> Void = { _ in }) throws(IMAPError) {
        number += 1
        let tag = "wt\(number)"
        try said { () throws(CurlError) in try connection.send(Array("\(tag) \(text)\r\n".utf8)) }
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
            let part = try said { () throws(CurlError) in try connection.readLine() }
            line.text += part
            guard let length = IMAPLine.literalLength(part) else { return line }
            guard (0...limit).contains(length) else { throw IMAPError(.malformed, "a literal of \(length) bytes") }
            line.literals.append(try said { () throws(CurlError) in try connection.read(length) })
            line.text += "\r\n"
        }
    }

    private func said<Value>(_ call: () throws(CurlError) -> Value) throws(IMAPError) -> Value {
        do throws(CurlError) { return try call() } catch {
            switch error.code {
            case CURLE_ABORTED_BY_CALLBACK: throw IMAPError(.closed)
            case CURLE_OPERATION_TIMEDOUT: throw IMAPError(.timeout)
            case CURLE_WEIRD_SERVER_REPLY: throw IMAPError(.malformed, "a line without end")
            case CURLE_GOT_NOTHING: throw IMAPError(.connection, "the server closed the connection")
            default: throw IMAPError(.connection, error.text)
            }
        }
    }

    private static func failure(_ evidence: CurlEvidence, _ host: String) -> IMAPError {
        if evidence.code == CURLE_LOGIN_DENIED { return IMAPError(.connection, "\(host) refuses the login") }
        return IMAPError(.connection, TransferFailure(kind: evidence.failure, host: host).reason)
    }
}
