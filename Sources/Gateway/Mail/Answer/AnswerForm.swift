internal import Schemas

/// The lines in which a person answers in the text of a mail: `label: value`, between two marks. What is written and what is
/// read are described here together.
struct AnswerForm {
    /// The lines that were found, not yet checked against the form.
    struct Answer: Hashable, Sendable {
        let token: AnswerToken
        let data: JSONTree
    }

    enum Problem: String, Error, Hashable, Sendable {
        /// No block, or more than one that is filled in.
        case noBlock = "answer-block"
        /// A line that is no field of the form, or a field that stands there twice.
        case line = "answer-line"
        /// No token, or none of ours.
        case token = "answer-token"
        /// The attachment is no JSON object with a token.
        case attachment = "answer-attachment"
    }

    static let opening = "[antwoord]"
    static let closing = "[einde antwoord]"
    static let tokenLabel = "Antwoordcode"
    static let tokenMember = "antwoordcode"

    private static let mostLines = 20_000

    let form: Form

    /// For the mail that can be answered.
    func instructions(_ token: AnswerToken) -> [String] {
        let lines = simple.map { field in
            let choices = field.choices.isEmpty ? "" : " (" + field.choices.map(\.label).joined(separator: " / ") + ")"
            let hint = field.format == "date" ? " (dd-mm-jjjj)" : choices
            return "- \(field.label)\(hint)"
        }
        return [
            """
            Antwoorden: beantwoord deze mail ondertekend en versleuteld, als platte tekst, en vul de regels tussen de haken in. \
            Laat wat niet van toepassing is leeg, en laat de antwoordcode staan.
            """,
            "Wat u kunt invullen (\(form.title)):\n" + lines.joined(separator: "\n"),
            ([Self.opening] + simple.map { "\($0.label):" } + ["\(Self.tokenLabel): \(token)", Self.closing])
                .joined(separator: "\n"),
        ]
    }

    /// Fields of one value each; lists and groups take the attachment.
    private var simple: [FormField] {
        form.fields.filter { field in if case .value = field.content { true } else { false } }
    }

    /// Reads the text of a mail: the one block that is filled in. Marks of quoting before a line don't count.
    func read(text: String) throws(Problem) -> Answer {
        var filled: [[(label: String, value: String)]] = []
        for block in try blocks(text) {
            let pairs = try pairs(block)
            if pairs.contains(where: { !$0.value.isEmpty && !isToken($0.label) }) { filled.append(pairs) }
        }
        guard filled.count == 1, let pairs = filled.first else { throw .noBlock }
        guard let token = pairs.first(where: { isToken($0.label) }).flatMap({ AnswerToken($0.value) }) else {
            throw .token
        }
        var members: [JSONMember] = []
        for (label, value) in pairs where !isToken(label) && !value.isEmpty {
            guard let field = simple.first(where: { $0.label.lowercased() == label.lowercased() }) else { throw .line }
            members.append(JSONMember(field.name, .string(Self.value(value, field))))
        }
        return Answer(token: token, data: .object(members))
    }

    /// Reads an attachment: the form as JSON, with the token beside its fields.
    static func read(json bytes: [UInt8]) throws(Problem) -> Answer {
        guard let root = try? JSONDocument(parsing: bytes).root, root.kind == .object else { throw .attachment }
        guard let token = root[tokenMember]?.string.flatMap({ AnswerToken($0) }) else { throw .token }
        let members = root.members.filter { $0.key != tokenMember }
        return Answer(token: token, data: .object(members.map { JSONMember($0.key, JSONTree($0.value)) }))
    }

    /// The token that any block or attachment names, before it is known which form it is an answer with.
    static func token(in text: String) -> AnswerToken? {
        for line in text.split(whereSeparator: \.isNewline).prefix(mostLines) {
            let line = unquoted(line)
            guard line.lowercased().hasPrefix(tokenLabel.lowercased() + ":") else { continue }
            return AnswerToken(trimmed(line.dropFirst(tokenLabel.count + 1)))
        }
        return nil
    }

    private func blocks(_ text: String) throws(Problem) -> [[String]] {
        var blocks: [[String]] = []
        var current: [String]?
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).prefix(Self.mostLines) {
            let line = Self.unquoted(line)
            switch line.lowercased() {
            case Self.opening:
                guard current == nil else { throw .noBlock }
                current = []
            case Self.closing:
                guard let block = current else { throw .noBlock }
                blocks.append(block)
                current = nil
            default: current?.append(line)
            }
        }
        guard current == nil else { throw .noBlock }
        return blocks
    }

    private func pairs(_ block: [String]) throws(Problem) -> [(label: String, value: String)] {
        var pairs: [(label: String, value: String)] = []
        for line in block where !line.isEmpty {
            guard let colon = line.firstIndex(of: ":") else { throw .line }
            let label = Self.trimmed(line[..<colon])
            guard !pairs.contains(where: { $0.label.lowercased() == label.lowercased() }) else { throw .line }
            pairs.append((label, Self.trimmed(line[line.index(after: colon)...])))
        }
        return pairs
    }

    private func isToken(_ label: String) -> Bool { label.lowercased() == Self.tokenLabel.lowercased() }

    /// A choice by its label or its code, a date as people write it; anything else as it stands there, for the form to judge.
    private static func value(_ text: String, _ field: FormField) -> String {
        if let choice = field.choices.first(where: { $0.label.lowercased() == text.lowercased() }) {
            return choice.code
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isDutch = parts.count == 3 && parts[2].utf8.count == 4 && parts.allSatisfy { $0.allSatisfy(\.isNumber) }
        guard field.format == "date", isDutch, parts[0].utf8.count <= 2, parts[1].utf8.count <= 2 else { return text }
        func two(_ part: Substring) -> String { part.utf8.count == 1 ? "0\(part)" : String(part) }
        return "\(parts[2])-\(two(parts[1]))-\(two(parts[0]))"
    }

    private static func unquoted(_ line: Substring) -> String {
        trimmed(line.drop { $0 == ">" || $0 == " " || $0 == "\t" })
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = Substring(text)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text.drop { $0.isWhitespace })
    }
}
