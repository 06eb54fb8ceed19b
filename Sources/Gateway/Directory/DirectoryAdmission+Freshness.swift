public import Envelope

extension DirectoryAdmission {
    /// Judges a freshness statement: when an edition is handed over, and again before messages are sent.
    ///
    /// - Parameter statement: its signature verified; nil when there is none.
    public static func freshnessFindings(
        _ statement: FreshnessStatement?, for edition: ChainReference, region: String, now: UTCTime
    ) -> [AdmissionFinding] {
        guard let statement else {
            return [AdmissionFinding(.noStatement, "there is no freshness statement; fetch it with the directory")]
        }
        var findings: [AdmissionFinding] = []
        if statement.region != region {
            findings.append(AdmissionFinding(.statement, "the freshness statement is for region \(statement.region)"))
        }
        if statement.time > now.adding(seconds: clockDifference) {
            findings.append(AdmissionFinding(.statement, "the freshness statement is from the future; check the clock"))
        }
        if statement.time < now.adding(seconds: -FreshnessStatement.longestAge - clockDifference) {
            findings.append(
                AdmissionFinding(.stale, "the freshness statement is of \(statement.time), over 24 hours ago"))
        }
        return findings + editionFindings(statement.edition, edition)
    }

    /// Warns before the last day of an edition; after it nothing is sent.
    ///
    /// - Returns: nil while there are more than 14 days left.
    public static func expiryWarning(_ header: DirectoryHeader, now: UTCTime) -> AdmissionFinding? {
        let seconds = header.validUntil.secondsSinceEpoch - now.secondsSinceEpoch
        guard seconds <= warningDays * 86_400 else { return nil }
        guard seconds >= 0 else {
            return AdmissionFinding(
                .expired, "it was valid until \(header.validUntil); nothing is sent until there is another")
        }
        return AdmissionFinding(
            .expiring, "it is valid until \(header.validUntil); ask the administrator for the next edition")
    }

    private static let warningDays: Int64 = 14

    private static func editionFindings(_ newest: ChainReference, _ edition: ChainReference) -> [AdmissionFinding] {
        if newest.sequence > edition.sequence {
            return [
                AdmissionFinding(
                    .withheld, "edition \(newest.sequence) is out, and \(edition.sequence) was handed over")
            ]
        }
        if newest.sequence < edition.sequence {
            return [
                AdmissionFinding(.stale, "the freshness statement is about edition \(newest.sequence), an older one")
            ]
        }
        guard newest != edition else { return [] }
        return [AdmissionFinding(.fork, "the freshness statement names another hash for edition \(edition.sequence)")]
    }
}
