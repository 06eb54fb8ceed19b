/// A file or folder of a node that others can read or change.
struct FolderProblem: Hashable, Sendable {
    /// What others can do with it.
    enum Reason: String, Hashable, Sendable {
        case readable = "can be read by others"
        case writable = "can be changed by others"
        case foreign = "belongs to another user"
    }

    let path: String
    let reason: Reason
    /// A command that mends it.
    let remedy: String
}
