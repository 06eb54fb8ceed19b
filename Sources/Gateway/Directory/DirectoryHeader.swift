public import Envelope

/// What an edition of the directory says about itself.
public struct DirectoryHeader: Hashable, Sendable {
    public let region: String
    /// The name of the profile whose roles and codes the parties use.
    public let profile: String
    /// 1 for the first edition.
    public let sequence: UInt64
    /// Sequence and hash of the edition before this one; nil for the first.
    public let previous: ChainReference?
    public let issued: UTCTime
    /// After this nothing is sent on the strength of the edition.
    public let validUntil: UTCTime
    /// Whose signature counts on a freshness statement; at most four.
    public let freshnessKeys: [LazyCertificate]
    /// Whose signatures count on the editions after this one, instead of those who were trusted before; empty: no change.
    public let administrators: [LazyCertificate]
    /// Who issues the certificates of the region; empty: whether they chain is not judged here.
    public let authorities: [LazyCertificate]
    /// What those authorities took back: revocation lists, DER.
    public let revocationLists: [[UInt8]]
    /// Whether the lists count for every use of a key, and not only when its certificate is admitted.
    public let checksRevocationAtUse: Bool
}
