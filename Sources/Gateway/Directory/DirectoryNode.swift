internal import Envelope
internal import Foundation
internal import Schemas

/// A value of a directory document with its place, for reading it strictly: objects are closed, lists have limits.
struct DirectoryNode {
    let value: JSONValue
    let place: JSONPointer

    /// An object that has no other members than these.
    init(_ value: JSONValue, at place: JSONPointer, members: Set<String>) throws(DirectoryError) {
        self.init(value: value, place: place)
        guard value.kind == .object else { throw DirectoryError(.value, place, "an object is expected") }
        for (key, _) in value.members where !members.contains(key) {
            let hint = Suggestion.sentence(for: key, among: members.sorted())
            throw DirectoryError(.unknown, place.appending(String(key.prefix(60))), "this member is unknown; \(hint)")
        }
    }

    private init(value: JSONValue, place: JSONPointer) {
        self.value = value
        self.place = place
    }

    func has(_ key: String) -> Bool { value[key] != nil }

    func error(_ key: String, _ remedy: String, _ reason: DirectoryReason = .value) -> DirectoryError {
        DirectoryError(reason, place.appending(key), remedy)
    }

    func member(_ key: String) throws(DirectoryError) -> JSONValue {
        guard let member = value[key] else { throw error(key, "this member is required", .missing) }
        return member
    }

    /// The elements of a list, each with its place. An absent list is empty.
    func list(_ key: String, atMost limit: Int) throws(DirectoryError) -> [(value: JSONValue, place: JSONPointer)] {
        guard let list = value[key] else { return [] }
        guard list.kind == .array else { throw error(key, "a list is expected") }
        guard list.count <= limit else { throw error(key, "at most \(limit) are allowed here", .limit) }
        let place = place.appending(key)
        return list.elements.enumerated().map { ($1, place.appending($0)) }
    }

    /// A text that `read` accepts.
    func text<Value>(
        _ key: String, _ expected: String, _ read: (String) -> Value?
    ) throws(DirectoryError) -> Value {
        guard let text = try member(key).string, let value = read(text) else {
            throw error(key, "\(expected) is expected")
        }
        return value
    }

    func optionalText<Value>(
        _ key: String, _ expected: String, _ read: (String) -> Value?
    ) throws(DirectoryError) -> Value? {
        has(key) ? try text(key, expected, read) : nil
    }

    /// One line for people: no control or formatting characters, at most 200.
    func name(_ key: String) throws(DirectoryError) -> String {
        try text(key, "a text of 1 to 200 characters on one line") { Self.isName($0) ? $0 : nil }
    }

    func time(_ key: String) throws(DirectoryError) -> UTCTime {
        try text(key, "a time such as 2026-11-21T13:30:00Z") { UTCTime(rfc3339: $0) }
    }

    func optionalTime(_ key: String) throws(DirectoryError) -> UTCTime? { has(key) ? try time(key) : nil }

    /// False when absent.
    func flag(_ key: String) throws(DirectoryError) -> Bool {
        guard has(key) else { return false }
        guard let flag = try member(key).bool else { throw error(key, "true or false is expected") }
        return flag
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) throws(DirectoryError) -> Choice {
        try text(key, Choice.allCases.map(\.rawValue).joined(separator: " or ")) { Choice(rawValue: $0) }
    }

    func certificate(_ key: String) throws(DirectoryError) -> LazyCertificate {
        let text: String = try text(key, "a text") { $0 }
        return try Self.certificate(text, at: place.appending(key))
    }

    /// Canonical base64 of DER without line ends.
    static func certificate(_ text: String, at place: JSONPointer) throws(DirectoryError) -> LazyCertificate {
        guard let encoded = base64(text, atMost: DirectoryLimits.certificateText) else {
            throw DirectoryError(.value, place, "a certificate is expected: DER in base64, on one line")
        }
        return LazyCertificate(encoded: encoded)
    }

    /// The bytes of canonical base64 without line ends; nil for anything else, and for nothing.
    static func base64(_ text: String, atMost limit: Int) -> [UInt8]? {
        guard text.utf8.count <= limit, let data = Data(base64Encoded: text), !data.isEmpty,
            data.base64EncodedString() == text
        else { return nil }
        return [UInt8](data)
    }

    private static func isName(_ text: String) -> Bool {
        (1...200).contains(text.unicodeScalars.count)
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
                default: true
                }
            }
    }
}
