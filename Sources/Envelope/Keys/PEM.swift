internal import Foundation

/// RFC 7468: one text block between BEGIN and END lines.
enum PEM {
    private static let lineLength = 64
    private static let maximumByteCount = 64 * 1024

    /// The only block in `text`.
    ///
    /// - Returns: nil when there is no such block, more than one, another label, or text that is not base64.
    static func decode(_ text: [UInt8], label: String) -> [UInt8]? {
        guard text.count <= maximumByteCount else { return nil }
        let string = String(decoding: text, as: UTF8.self)
        let lines = string.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        guard lines.count(where: { $0.hasPrefix("-----BEGIN ") }) == 1,
            let begin = lines.firstIndex(of: "-----BEGIN \(label)-----"),
            let end = lines.firstIndex(of: "-----END \(label)-----"), begin < end
        else { return nil }
        return Data(base64Encoded: lines[(begin + 1)..<end].joined()).map { [UInt8]($0) }
    }

    /// Whether `text` has a block with one of `labels`.
    static func contains(_ text: [UInt8], labels: [String]) -> Bool {
        labels.contains { label in
            text.count <= maximumByteCount
                && String(decoding: text, as: UTF8.self).contains("-----BEGIN \(label)-----")
        }
    }

    /// Whether `text` has a line that starts with `header`, such as the one of OpenSSL's older encryption.
    static func contains(_ text: [UInt8], header: String) -> Bool {
        text.count <= maximumByteCount
            && String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline).contains {
                $0.hasPrefix(header)
            }
    }

    static func encode(_ bytes: [UInt8], label: String) -> String {
        let base64 = Array(Data(bytes).base64EncodedString().utf8)
        var text = "-----BEGIN \(label)-----\n"
        for start in stride(from: 0, to: base64.count, by: lineLength) {
            text += String(decoding: base64[start..<min(start + lineLength, base64.count)], as: UTF8.self) + "\n"
        }
        return text + "-----END \(label)-----\n"
    }
}
