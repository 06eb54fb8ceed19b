/// Why the node's directory can't be kept, fetched or placed: what happened, and what to do.
public struct DistributionError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: String, CaseIterable, Hashable, Sendable {
        /// A file or folder can't be read or written.
        case disk = "directory-disk"
        /// The trust file is ill-formed.
        case trustFile = "directory-trust-file"
        /// The folder's own files do not belong together.
        case memory = "directory-memory"
        /// There is no edition in the folder yet.
        case noEdition = "directory-none"
        /// An edition or a freshness statement is not signed by those whom the node trusts, or can't be read.
        case signature = "directory-signature"
        /// The node does not adopt the edition; the sentence lists the findings.
        case refused = "directory-refused"
        /// No source gave an edition.
        case unreachable = "directory-unreachable"
    }

    public let reason: Reason
    /// What happened, in English, with the file, source or edition.
    public let sentence: String
    public let remedy: String

    init(_ reason: Reason, _ sentence: String, _ remedy: String) {
        self.reason = reason
        self.sentence = sentence
        self.remedy = remedy
    }

    public var description: String { "\(reason.rawValue): \(sentence); \(remedy)" }
}
