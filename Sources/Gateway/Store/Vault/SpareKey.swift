internal import Envelope

/// A key that is on disk already and belongs to no dossier yet.
///
/// A new dossier takes one. Its line in the key file is then written without a flush of its own; the message file remembers,
/// in the transaction of the dossier's first message, which spare key it was (table `fresh_key`). So after a power cut the
/// line can be written again. The next batch of spare keys is flushed, and all lines before it with it; then the used ones
/// and what the message file remembers of them go.
struct SpareKey: Sendable {
    let number: Int64
    let key: StorageKey
}

/// The spare keys of one process. They are never taken up by a later one.
struct SpareKeys: Sendable {
    static let batch = 64

    var keys: [SpareKey] = []
    /// The last used one that is gone from the key file, until the message file was told.
    var settled: Int64?
    /// Whether lines of new keys were written last, and not taken back.
    var isWritten = false
    /// A group was taken back after its keys were written: nothing remembers those, so they must be flushed before they are used.
    var isUnsure = false
}
