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

    var lock: String { messages + ".lock" }
}
