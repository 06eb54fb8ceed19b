/// Why a directory document can't be read. The raw value is the stable reason code of docs/directory.md.
public enum DirectoryReason: String, CaseIterable, Hashable, Sendable {
    /// Not JSON of the strict kind, or over a limit of the reader.
    case syntax = "directory-json"
    /// A member that must be there is not.
    case missing = "directory-member-missing"
    /// A member that the format doesn't know: nobody would check it.
    case unknown = "directory-member-unknown"
    /// A value of the wrong kind or form.
    case value = "directory-value"
    /// More than the format allows.
    case limit = "directory-limit"
    /// Something stands twice that must identify one thing.
    case duplicate = "directory-duplicate"
    /// Dates or members that contradict each other.
    case contradiction = "directory-contradiction"
}
