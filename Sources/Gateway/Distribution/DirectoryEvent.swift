public import Envelope

/// Something that happened to the node's directory, for the log, the audit log and the health page.
public struct DirectoryEvent: Hashable, Sendable, CustomStringConvertible {
    public enum Level: String, Hashable, Sendable {
        case notice
        case warning
        /// Somebody may be at work who should not be; a person has to look.
        case alarm
    }

    public let time: UTCTime
    public let level: Level
    /// A stable code: that of an ``AdmissionReason``, a ``DistributionError/Reason``, or `directory-adopted`.
    public let code: String
    /// In English, with the remedy.
    public let sentence: String
    public let edition: ChainReference?
    /// The source, or the party that showed it; nil for what the node found by itself.
    public let source: String?
    /// What is about to end, when it is about that.
    let expiry: Expiry.Kind?

    init(
        _ level: Level, _ code: String, _ sentence: String, edition: ChainReference? = nil, source: String? = nil,
        expiry: Expiry.Kind? = nil, at time: UTCTime
    ) {
        self.time = time
        self.level = level
        self.code = code
        self.sentence = sentence
        self.edition = edition
        self.source = source
        self.expiry = expiry
    }

    public var description: String {
        "directory \(level.rawValue): \(code): \(sentence)" + (source.map { " (from \($0))" } ?? "")
    }

    /// The event as an entry of the audit log.
    var record: AuditRecord {
        let detail = [edition.map { "edition \($0)" }, sentence, source.map { "from \($0)" }]
        return AuditRecord(
            time: time, actor: "node", action: .directory, result: level == .notice ? "ok" : code,
            detail: detail.compactMap(\.self).joined(separator: "; "))
    }
}
