internal import Schemas

/// A message for people who read it in a mail client: plain text and simple HTML, without scripts or anything from elsewhere.
struct MessageRendering {
    /// The title of the form, such as `Aanmeldbericht`.
    let title: String
    /// What stands above the fields: who, when, which dossier.
    let heading: [RenderedField]
    let fields: [RenderedField]
    /// What the reader can do, in paragraphs; empty for nothing.
    let closing: [String]

    /// Lines end in LF. A value can't pass for another field: its further lines are indented.
    var text: String {
        var lines = [title, String(repeating: "=", count: title.count), ""]
        for field in heading + fields {
            if let group = field.group { lines += ["", "[\(Self.safe(group))]"] }
            let indent = String(repeating: "  ", count: field.depth)
            let value = field.value.map { " " + Self.lines($0).joined(separator: "\n\(indent)    ") } ?? ""
            lines.append("\(indent)\(Self.safe(field.label)):\(value)")
        }
        for paragraph in closing { lines += ["", paragraph] }
        return lines.joined(separator: "\n") + "\n"
    }

    var html: String {
        var rows = ""
        for field in heading + fields {
            if let group = field.group { rows += "<tr><th colspan=\"2\">\(Self.escaped(group))</th></tr>\n" }
            let label = String(repeating: "&#160;&#160;", count: field.depth) + Self.escaped(field.label)
            let value = field.value.map { Self.lines($0).map(Self.escaped).joined(separator: "<br>") } ?? ""
            rows += "<tr><td>\(label)</td><td>\(value)</td></tr>\n"
        }
        let paragraphs = closing.map { paragraph in
            "<p>" + Self.lines(paragraph).map(Self.escaped).joined(separator: "<br>") + "</p>\n"
        }
        return """
            <!DOCTYPE html>
            <html lang="nl"><head><meta charset="utf-8"><title>\(Self.escaped(title))</title></head><body>
            <h1>\(Self.escaped(title))</h1>
            <table>
            \(rows)</table>
            \(paragraphs.joined())</body></html>

            """
    }

    private static func lines(_ value: String) -> [String] {
        guard !isPlain(value) else { return [value] }
        return value.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { safe($0) }
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return safe(text) }
        var output = ""
        for scalar in safe(text).unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    /// On one line, without characters that are not seen but change what is: controls, and those that turn the direction.
    private static func safe(_ text: some StringProtocol) -> String {
        guard !isPlain(text) else { return String(text) }
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where scalar == "\t": output.append(" ")
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate:
                output.append("\u{FFFD}")
            default: output.append(scalar)
            }
        }
        return String(output)
    }

    /// Most texts: visible ASCII and spaces, on one line.
    private static func isPlain(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}
