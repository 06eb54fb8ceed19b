/// Where the directory comes from, and who is believed.
struct DirectoryConfiguration: Hashable, Sendable {
    /// Absolute.
    let folder: String
    /// The trust file: the pinned certificates of the administrators, and how many of them must have signed; absolute.
    let trust: String
    /// https addresses of nodes or mirrors.
    let sources: [String]
    /// Seconds between two fetches.
    let every: Int64
}
