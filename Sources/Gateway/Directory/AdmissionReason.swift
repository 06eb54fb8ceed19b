/// Why a node does not adopt an edition. The raw value is the stable code of docs/directory.md.
public enum AdmissionReason: String, CaseIterable, Hashable, Sendable {
    /// For another region than the one that the node is in.
    case otherRegion = "edition-region"
    /// An older edition than the node has.
    case rollback = "edition-rollback"
    /// Another document under a sequence that the node has seen, or one that doesn't follow on it: there are two truths.
    case fork = "edition-fork"
    /// Issued in the future, or before the edition that it follows.
    case issued = "edition-issued"
    /// Past its last day.
    case expired = "edition-expired"
    /// A warning: it will be past its last day within two weeks.
    case expiring = "edition-expiring"
    /// The freshness statement names a newer edition than the one that was handed over.
    case withheld = "edition-withheld"
    /// The freshness statement is older than 24 hours, or about an older edition.
    case stale = "freshness-stale"
    /// The freshness statement is from the future or for another region.
    case statement = "freshness-refused"
    /// There is no freshness statement.
    case noStatement = "freshness-missing"
    /// The node's own entry changed in a way that its party did not ask for.
    case unaskedChange = "own-entry-changed"
    /// A rule of ``DirectoryRule`` forbids it.
    case rule = "edition-rule"
    /// A party has too many contactpersonen, so the last good edition stays for everybody else.
    case ruleOfTwo = "edition-rule-of-two"

    /// Whether somebody may be at work who should not be: raise the alarm, do not only log.
    public var isAlarm: Bool {
        switch self {
        case .rollback, .fork, .withheld, .unaskedChange: true
        default: false
        }
    }
}
