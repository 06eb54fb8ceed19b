internal import Foundation

/// Texts as a header takes them: ASCII, without the marks of letters.
enum ASCIIText {
    static func plain(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return text }
        let folded = text.folding(options: .diacriticInsensitive, locale: nil)
        return String(folded.unicodeScalars.map { (0x20...0x7E).contains($0.value) ? Character($0) : "-" })
    }
}
