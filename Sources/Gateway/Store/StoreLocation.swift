internal import Foundation

/// Where the files of a store are. The keys stand apart, so that they can be backed up apart.
struct StoreLocation: Hashable, Sendable {
    /// Messages, their states and the audit log.
    let messages: String
    /// The keys of the dossiers.
    let keys: String

    init(messages: String, keys: String) {
        self.messages = messages
        self.keys = keys
    }

    /// The two files under their usual names.
    init(folder: String) {
        self.init(messages: folder + "/messages.sqlite", keys: folder + "/keys.sqlite")
    }

    /// Where the messages are.
    var folder: String { (messages as NSString).deletingLastPathComponent }

    /// Whether none of the files is there. False when that can't be seen.
    var isAbsent: Bool { [messages, keys].allSatisfy { (path: String) in access(path, F_OK) != 0 && errno == ENOENT } }

    var lock: String { messages + ".lock" }
}
