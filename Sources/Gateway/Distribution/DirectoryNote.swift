internal import Envelope
internal import Schemas

/// Something that belongs in the audit log, kept in the directory folder until the node wrote it there: commands work beside
/// the node, when it is stopped too, and without its passphrase.
struct DirectoryNote: Hashable, Sendable {
    let time: UTCTime
    /// Who did it: an administrator, a contactpersoon, or a user of the machine.
    let actor: String
    /// In English. Keys are named by the SHA-256 of their certificates, 64 hexadecimal digits.
    let sentence: String

    var record: AuditRecord { AuditRecord(time: time, actor: actor, action: .directory, detail: sentence) }

    var tree: JSONTree {
        ["time": .string(time.description), "actor": .string(actor), "sentence": .string(sentence)]
    }
}

extension DirectoryNote {
    init(_ value: JSONValue, at place: JSONPointer) throws(DirectoryError) {
        let node = try DirectoryNode(value, at: place, members: ["time", "actor", "sentence"])
        let text: (String) -> String? = { $0 }
        self.init(
            time: try node.time("time"), actor: try node.text("actor", "a text", text),
            sentence: try node.text("sentence", "a text", text))
    }
}
