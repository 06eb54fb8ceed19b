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

    /// Whether there is no store: none of the files is there, or who was making them did not come to the end, so that nothing
    /// was accepted in them. False when that can't be seen.
    var isAbsent: Bool {
        // The files first: who finds one of them, and its mark gone, finds them made.
        [messages, keys].allSatisfy(Self.isMissing) || isHalfMade
    }

    var lock: String { messages + ".lock" }

    /// Marks the files as not made to the end, while it is there.
    var making: String { messages + ".making" }

    /// Whether who was making the files did not come to the end yet, or never will.
    private var isHalfMade: Bool { access(making, F_OK) == 0 }

    /// Removes what one who was stopped while making the files left of them.
    ///
    /// - Throws: `inUse` when somebody makes them now, and what the disk says.
    func removeHalfMade() throws(StoreError) {
        guard isHalfMade else { return }
        let lock = try FileLock(path: lock)
        // Who held the lock until now may have come to the end.
        guard isHalfMade else { return }
        removeFiles()
        try endMaking()
        withExtendedLifetime(lock) {}
    }

    /// Removes both files and what SQLite keeps beside them.
    func removeFiles() {
        for path in [messages, keys] {
            for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        }
    }

    /// - Throws: what the disk says.
    func beginMaking() throws(StoreError) {
        let descriptor = open(making, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(making) }
        close(descriptor)
        try FileFlush.flush(folder)
    }

    /// - Throws: what the disk says.
    func endMaking() throws(StoreError) {
        guard unlink(making) == 0 else { throw .system(making) }
        try FileFlush.flush(folder)
    }

    private static func isMissing(_ path: String) -> Bool { access(path, F_OK) != 0 && errno == ENOENT }
}
