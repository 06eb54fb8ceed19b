internal import Envelope

/// A report that a mail of ours did not arrive (RFC 3464), read leniently: mail servers of all kinds write them, and nobody
/// signs them. So it is believed only as far as to ask a person.
struct DeliveryReport: Hashable, Sendable {
    /// Of the mail that it is about.
    let messageID: AS2MessageID
    /// Whom it did not reach, in lower case, as far as it says.
    let recipients: [String]
    /// Status and words of the server, such as `5.1.1 user unknown`; no address in it.
    let reason: String

    private static let longest = 256 * 1024
    private static let mostLines = 4_000

    /// Nil for a mail that is no report of a failure about a mail with an id of ours.
    init?(_ mail: [UInt8]) {
        let header = Self.unfolded(Self.lines(Self.header(mail)))
        guard let type = Self.values("content-type", header).first?.lowercased(), type.hasPrefix("multipart/report"),
            type.contains("delivery-status")
        else { return nil }
        let lines = Self.lines(mail.prefix(Self.longest))
        let body = Self.unfolded(lines.drop { !$0.isEmpty })
        guard Self.values("action", body).contains(where: { $0.lowercased().hasPrefix("failed") }),
            let id = Self.values("message-id", body).lazy.compactMap({ AS2MessageID($0) }).first
        else { return nil }
        messageID = id
        recipients = (Self.values("original-recipient", body) + Self.values("final-recipient", body)).compactMap {
            $0.split(separator: ";").last.map { $0.filter { !$0.isWhitespace }.lowercased() }
        }
        let words = Self.values("status", body).prefix(1) + Self.values("diagnostic-code", body).prefix(1)
        reason = SMTPReply.neutral(words.joined(separator: " "), recipients)
    }

    /// What stands before the first empty line. Most mails are no report, and no more of them is looked at.
    private static func header(_ mail: [UInt8]) -> ArraySlice<UInt8> {
        let mail = mail.prefix(longest)
        var start = mail.startIndex
        while let end = mail[start...].firstIndex(of: 0x0A) {
            if mail[start..<end].allSatisfy({ $0 == 0x0D }) { return mail[..<start] }
            start = end + 1
        }
        return mail
    }

    private static func lines(_ bytes: ArraySlice<UInt8>) -> ArraySlice<Substring> {
        String(decoding: bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).prefix(mostLines)
    }

    /// Lines with those that continue them.
    private static func unfolded(_ lines: some Sequence<Substring>) -> [String] {
        var whole: [String] = []
        for line in lines {
            if line.first == " " || line.first == "\t", !whole.isEmpty {
                whole[whole.count - 1] += line
            } else {
                whole.append(String(line))
            }
        }
        return whole
    }

    private static func values(_ name: String, _ lines: [String]) -> [String] {
        lines.compactMap { line in
            guard line.lowercased().hasPrefix(name + ":") else { return nil }
            return String(line.dropFirst(name.count + 1).drop { $0 == " " || $0 == "\t" })
        }
    }
}
