/// Which profile the node works with.
struct ProfileConfiguration: Hashable, Sendable {
    /// Absolute; nil for the profile in the program.
    let folder: String?
    /// Absolute paths of newer code lists.
    let codeLists: [String]
}
