public import Envelope
public import Schemas

/// Decides whether a node adopts an edition whose signatures were verified. Pure: everything it needs is a parameter.
public struct DirectoryAdmission: Sendable {
    /// What the node knows of its directory.
    public struct Memory: Sendable {
        /// The edition that it works with; nil before the first.
        public var accepted: Directory?
        /// Every edition that it has seen signed by its administrator, adopted or not.
        public var seen: Set<ChainReference>

        public init(accepted: Directory? = nil, seen: Set<ChainReference> = []) {
            self.accepted = accepted
            self.seen = seen
        }
    }

    public enum Outcome: Sendable {
        /// The node works with this from now on; some parties may be suspended.
        case adopted(Directory)
        /// It is the edition that the node has already.
        case unchanged
        /// The node goes on with what it had, with more parties suspended and keys revoked where the edition shows it.
        case refused([AdmissionFinding], keeping: Directory?)
    }

    /// The most that clocks may differ, in seconds.
    static let clockDifference: Int64 = 600

    let region: String?
    let own: OIN?
    let profile: Profile

    /// - Parameters:
    ///   - region: the region of the node; nil accepts any region for the first edition.
    ///   - own: the party whose node this is; nil judges no entry as one's own.
    public init(region: String?, own: OIN?, profile: Profile) {
        self.region = region
        self.own = own
        self.profile = profile
    }

    /// Decides about `candidate`.
    ///
    /// - Parameters:
    ///   - freshness: the newest statement, its signature verified; nil when there is none.
    ///   - requested: the changes of its own entry that the node's party asked for.
    public func decide(
        _ candidate: Directory, memory: Memory, freshness: FreshnessStatement?, requested: Set<PartyChange>,
        now: UTCTime
    ) -> Outcome {
        let review = DirectoryReview(loading: candidate, profile: profile)
        let findings =
            identity(candidate, memory) + time(candidate, memory, now)
            + Self.freshnessFindings(freshness, for: candidate.edition, region: candidate.header.region, now: now)
            + ownEntry(candidate, memory, requested)
            + review.refusals.map { AdmissionFinding(.rule, $0.description) }
        guard findings.isEmpty else { return .refused(findings, keeping: memory.accepted) }
        guard let accepted = memory.accepted else { return .adopted(candidate.suspending(review.suspended)) }
        let crowded = review.suspensions.filter { $0.rule == .tooManyContactpersonen }
        guard crowded.isEmpty else {
            let kept = accepted.revoking(with: candidate).suspending(Set(crowded.compactMap(\.party)))
            return .refused(crowded.map { AdmissionFinding(.ruleOfTwo, $0.description) }, keeping: kept)
        }
        if candidate.edition == accepted.edition { return .unchanged }
        return .adopted(candidate.suspending(review.suspended))
    }

    private func identity(_ candidate: Directory, _ memory: Memory) -> [AdmissionFinding] {
        let edition = candidate.edition
        var findings: [AdmissionFinding] = []
        if let expected = memory.accepted?.header.region ?? region, expected != candidate.header.region {
            findings.append(
                AdmissionFinding(
                    .otherRegion, "it is for region \(candidate.header.region), this node is in \(expected)"))
        }
        let seen = memory.accepted.map { memory.seen.union([$0.edition]) } ?? memory.seen
        let claims = [edition] + [candidate.header.previous].compactMap(\.self)
        if let other = seen.first(where: { seen in claims.contains { $0.sequence == seen.sequence && $0 != seen } }) {
            findings.append(
                AdmissionFinding(
                    .fork, "edition \(other.sequence) was seen with another hash; ask the administrator which is right")
            )
        }
        if let accepted = memory.accepted, edition.sequence < accepted.edition.sequence {
            findings.append(
                AdmissionFinding(
                    .rollback, "it is edition \(edition.sequence), this node has \(accepted.edition.sequence) already"))
        }
        return findings
    }

    private func time(_ candidate: Directory, _ memory: Memory, _ now: UTCTime) -> [AdmissionFinding] {
        let header = candidate.header
        var findings: [AdmissionFinding] = []
        if header.issued > now.adding(seconds: Self.clockDifference) {
            findings.append(AdmissionFinding(.issued, "it was issued at \(header.issued), which is in the future"))
        }
        if let accepted = memory.accepted, candidate.edition.sequence > accepted.edition.sequence,
            header.issued < accepted.header.issued
        {
            findings.append(AdmissionFinding(.issued, "it was issued before the edition that it follows"))
        }
        if now > header.validUntil {
            findings.append(
                AdmissionFinding(.expired, "it was valid until \(header.validUntil); fetch the newest edition"))
        }
        return findings
    }

    private func ownEntry(
        _ candidate: Directory, _ memory: Memory, _ requested: Set<PartyChange>
    ) -> [AdmissionFinding] {
        guard let accepted = memory.accepted, let own else { return [] }
        let changes = DirectoryDifference.changes(of: own, from: accepted, to: candidate)
        return changes.filter { !requested.contains($0) }.map { change in
            AdmissionFinding(
                .unaskedChange, "of this node's own party \(change), which it did not ask for; call the administrator")
        }
    }
}
