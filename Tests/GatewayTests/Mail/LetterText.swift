import Foundation
import Testing

@testable import Gateway

/// Texts of mails as a person sees them and fills them in.
enum LetterText {
    /// The block of a mail, quoted as mail programs quote, with values behind some labels.
    static func filled(_ text: String, _ values: [String: String]) throws -> String {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        let start = try #require(lines.firstIndex(of: AnswerForm.opening))
        let end = try #require(lines[start...].firstIndex(of: AnswerForm.closing))
        return lines[start...end].map { line in
            let label = String(line.prefix { $0 != ":" })
            return "> " + (values[label].map { "\(label): \($0)" } ?? line)
        }.joined(separator: "\n") + "\n"
    }

    /// The plain text of a content, its quoted-printable undone.
    static func unquoted(_ content: String) -> String {
        let soft = content.replacing("\r\n", with: "\n").replacing("=\n", with: "")
        var bytes: [UInt8] = []
        var rest = Array(soft.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "="), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// As it was sent: mail stores keep lines with LF, and put fields of their own before the header.
    static func asSent(_ stored: [UInt8]) throws -> String {
        let text = String(decoding: stored, as: UTF8.self).replacing("\r\n", with: "\n")
        let start = try #require(text.range(of: "\nContent-Type:"))
        return String(text[start.lowerBound...].dropFirst()).replacing("\n", with: "\r\n")
    }
}
