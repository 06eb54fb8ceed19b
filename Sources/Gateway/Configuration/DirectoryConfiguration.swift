/// Where the directory comes from, and who is believed.
struct DirectoryConfiguration: Hashable, Sendable {
    /// Absolute.
    let folder: String
    /// A PEM file with the pinned certificates of the administrators; absolute.
    let trust: String
    /// How many of them must have signed.
    let signatures: Int
    /// https addresses of nodes or mirrors.
    let sources: [String]
    /// Seconds between two fetches.
    let every: Int64
}
