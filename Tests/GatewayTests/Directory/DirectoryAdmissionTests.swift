import Envelope
import Gateway
import Schemas
import Testing

/// What a node adopts and what it refuses.
@Suite struct DirectoryAdmissionTests {
    let region: SampleRegion
    let first: Directory
    let admission: DirectoryAdmission

    init() throws {
        region = try SampleRegion(SampleRegion.fryslan)
        first = try region.directory()
        admission = DirectoryAdmission(
            region: "Proefregio", own: try SampleRegion.oin(1), profile: try SampleProfiles.fryslan.get())
    }

    private func fresh(_ directory: Directory, day: Int64 = 0) -> FreshnessStatement {
        FreshnessStatement(region: "Proefregio", edition: directory.edition, time: CertificateMint.day(day))
    }

    private func decide(
        _ candidate: Directory, after accepted: Directory?, seen: Set<ChainReference> = [],
        freshness: FreshnessStatement? = nil, requested: Set<PartyChange> = [], on day: Int64 = 0
    ) -> DirectoryAdmission.Outcome {
        admission.decide(
            candidate, memory: DirectoryAdmission.Memory(accepted: accepted, seen: seen),
            freshness: freshness ?? fresh(candidate, day: day), requested: requested, now: CertificateMint.day(day))
    }

    private func reasons(_ outcome: DirectoryAdmission.Outcome) -> [AdmissionReason] {
        guard case .refused(let findings, _) = outcome else { return [] }
        for finding in findings { #expect(!finding.sentence.isEmpty) }
        return findings.map(\.reason)
    }

    /// The second edition, in which another party than our own has a new name.
    private func second(_ edit: (SampleRegion) throws -> SampleRegion = { $0 }) throws -> Directory {
        try edit(try region.following(first).setting("/parties/2/name", "Nieuwe naam")).directory()
    }

    @Test func theFirstAndTheNextEditionAreAdopted() throws {
        guard case .adopted(let adopted) = decide(first, after: nil) else {
            Issue.record("not adopted")
            return
        }
        #expect(adopted.edition == first.edition)
        let second = try second()
        guard case .adopted(let next) = decide(second, after: adopted) else {
            Issue.record("not adopted")
            return
        }
        #expect(next.party(try SampleRegion.oin(3))?.name == "Nieuwe naam")
    }

    @Test func theSameEditionChangesNothing() {
        guard case .unchanged = decide(first, after: first) else {
            Issue.record("not unchanged")
            return
        }
    }

    @Test func aLowerSequenceIsARollback() throws {
        let second = try second()
        #expect(reasons(decide(first, after: second, freshness: fresh(first))) == [.rollback])
        #expect(reasons(decide(first, after: second, freshness: fresh(second))) == [.rollback, .withheld])
    }

    @Test func anotherHashForASequenceThatWasSeenIsAFork() throws {
        let second = try second()
        let other = try otherSecond()
        #expect(reasons(decide(other, after: second)) == [.fork])
        #expect(reasons(decide(other, after: first, seen: [second.edition])) == [.fork])
    }

    private func otherSecond() throws -> Directory { try second { try $0.setting("/parties/2/name", "Anders") } }

    @Test func anEditionThatFollowsOnAnotherOneIsAFork() throws {
        let other = try region.setting("/parties/2/name", "Andere wereld").directory()
        #expect(reasons(decide(try region.following(other).directory(), after: first)) == [.fork])
    }

    @Test func editionsInBetweenMayBeMissed() throws {
        let second = try second()
        let third = try region.following(second).directory()
        guard case .adopted = decide(third, after: first) else {
            Issue.record("not adopted")
            return
        }
    }

    @Test func anotherRegionIsRefused() throws {
        let other = try region.following(first).setting("/region", "Elders").directory()
        let statement = FreshnessStatement(region: "Elders", edition: other.edition, time: SampleRegion.now)
        #expect(reasons(decide(other, after: first, freshness: statement)) == [.otherRegion])
        #expect(reasons(decide(other, after: nil, freshness: statement)) == [.otherRegion])
    }

    @Test func anEditionPastItsLastDayIsRefused() {
        #expect(reasons(decide(first, after: nil, on: 90)) == [])
        #expect(reasons(decide(first, after: nil, on: 91)) == [.expired])
    }

    @Test func theLastDayIsAnnouncedTwoWeeksAhead() {
        func warning(_ day: Int64) -> AdmissionReason? {
            DirectoryAdmission.expiryWarning(first.header, now: CertificateMint.day(day))?.reason
        }
        #expect(warning(75) == nil)
        #expect(warning(76) == .expiring)
        #expect(warning(90) == .expiring)
        #expect(warning(91) == .expired)
    }

    @Test func anEditionFromTheFutureOrFromBeforeItsPredecessorIsRefused() throws {
        let ahead = try region.setting("/issued", .string(SampleRegion.now.adding(seconds: 601).description))
            .directory()
        #expect(reasons(decide(ahead, after: nil)) == [.issued])
        let slow = try region.setting("/issued", .string(SampleRegion.now.adding(seconds: 600).description)).directory()
        #expect(reasons(decide(slow, after: nil)) == [])
        let back = try second { try $0.setting("/issued", .string(CertificateMint.day(-1).description)) }
        #expect(reasons(decide(back, after: first)) == [.issued])
    }

    @Test func freshnessIsJudged() throws {
        let second = try second()
        let other = FreshnessStatement(
            region: "Elders", edition: first.edition, time: SampleRegion.now)
        #expect(reasons(decide(first, after: nil, freshness: fresh(first, day: -1))) == [])
        #expect(reasons(decide(first, after: nil, freshness: fresh(first, day: -2))) == [.stale])
        #expect(reasons(decide(first, after: nil, freshness: fresh(first, day: 1))) == [.statement])
        #expect(reasons(decide(first, after: nil, freshness: other)) == [.statement])
        for (seconds, expected) in [(600, []), (601, [.statement]), (-87_000, []), (-87_001, [.stale])]
            as [(Int64, [AdmissionReason])]
        {
            let edge = FreshnessStatement(
                region: "Proefregio", edition: first.edition, time: SampleRegion.now.adding(seconds: seconds))
            #expect(reasons(decide(first, after: nil, freshness: edge)) == expected, "\(seconds)")
        }
        #expect(reasons(decide(first, after: nil, freshness: fresh(second))) == [.withheld])
        #expect(reasons(decide(second, after: first, freshness: fresh(first))) == [.stale])
        #expect(reasons(decide(second, after: first, freshness: fresh(try otherSecond()))) == [.fork])
        #expect(
            DirectoryAdmission.freshnessFindings(nil, for: first.edition, region: "Proefregio", now: SampleRegion.now)
                .map(\.reason) == [.noStatement])
    }

    @Test func anUnaskedChangeOfOnesOwnEntryIsRefusedAndAnAskedOneIsNot() throws {
        let moved = try second { try $0.setting("/parties/0/endpoint", "https://elders.example/as2") }
        let outcome = decide(moved, after: first)
        #expect(reasons(outcome) == [.unaskedChange])
        guard case .refused(_, let kept) = outcome else { return }
        #expect(kept?.edition == first.edition)
        #expect(reasons(decide(moved, after: first, requested: [.endpoint])) == [])
        #expect(reasons(decide(try second { try $0.removing("/parties/0") }, after: first)) == [.unaskedChange])
    }

    @Test func aKeyThatNobodyAskedForIsAnUnaskedChange() throws {
        let certificate = CertificateMint.blob("insluiper")
        let added = try second {
            try $0.setting("/parties/0/contactpersonen/0/keys/-", SampleRegion.key("signing", certificate, active: 5))
                .setting("/parties/0/contactpersonen/0/keys/0/retiring", .string(CertificateMint.day(5).description))
                .setting("/parties/0/contactpersonen/0/keys/0/gone", .string(CertificateMint.day(25).description))
        }
        #expect(reasons(decide(added, after: first)) == [.unaskedChange, .unaskedChange])
        let changes = DirectoryDifference.changes(
            from: first.party(try SampleRegion.oin(1)), to: added.party(try SampleRegion.oin(1)))
        #expect(reasons(decide(added, after: first, requested: Set(changes))) == [])
    }

    @Test func aThirdContactpersoonKeepsTheLastGoodEditionAndSuspendsThatPartyOnly() throws {
        let third: JSONTree = [
            "name": "Derde", "mail": "p3@partij5.example",
            "keys": [SampleRegion.key("signing", CertificateMint.blob("derde"))],
        ]
        let crowded = try second { try $0.setting("/parties/4/contactpersonen/-", third) }
        let outcome = decide(crowded, after: first)
        #expect(reasons(outcome) == [.ruleOfTwo])
        guard case .refused(let findings, let kept) = outcome, let kept else {
            Issue.record("nothing kept")
            return
        }
        #expect(kept.edition == first.edition)
        #expect(kept.suspended == [try SampleRegion.oin(5)])
        #expect(findings.first?.sentence.contains(SampleRegion.oinText(5)) == true)
    }

    @Test func aRevocationInSuchAnEditionWorksAllTheSame() throws {
        let third: JSONTree = ["name": "Derde", "mail": "p3@partij5.example", "keys": []]
        let crowded = try second {
            try $0.setting("/parties/4/contactpersonen/-", third).setting(
                "/parties/2/contactpersonen/0/keys/0/revoked", .string(SampleRegion.now.description))
        }
        guard case .refused(_, let kept?) = decide(crowded, after: first) else {
            Issue.record("nothing kept")
            return
        }
        let keys = try #require(kept.party(try SampleRegion.oin(3))?.contactpersonen.first?.keys)
        #expect(keys.map { $0.life.state(at: SampleRegion.now) } == [.revoked, .active])
        let certificate = try #require(keys.first?.certificate.encoded)
        #expect(kept.signer(certificate)?.key.life.state(at: SampleRegion.now) == .revoked)
    }

    @Test func withoutALastGoodEditionThatPartyIsSuspendedInTheNewOne() throws {
        let third: JSONTree = ["name": "Derde", "mail": "p3@partij5.example", "keys": []]
        let crowded = try region.setting("/parties/4/contactpersonen/-", third).directory()
        guard case .adopted(let adopted) = decide(crowded, after: nil) else {
            Issue.record("not adopted")
            return
        }
        #expect(adopted.suspended == [try SampleRegion.oin(5)])
        #expect(adopted.partner(try SampleRegion.oin(5)) == nil)
        #expect(adopted.partner(try SampleRegion.oin(6)) != nil)
    }

    @Test func aSuspensionEndsWithTheNextEditionInOrder() throws {
        let third: JSONTree = ["name": "Derde", "mail": "p3@partij5.example", "keys": []]
        let crowded = try second { try $0.setting("/parties/4/contactpersonen/-", third) }
        guard case .refused(_, let kept?) = decide(crowded, after: first) else {
            Issue.record("nothing kept")
            return
        }
        let repaired = try region.following(crowded).directory()
        guard case .adopted(let adopted) = decide(repaired, after: kept, seen: [crowded.edition]) else {
            Issue.record("not adopted")
            return
        }
        #expect(adopted.suspended.isEmpty)
    }

    @Test func anEditionForAnotherProfileIsRefused() throws {
        #expect(reasons(decide(try second { try $0.setting("/profile", "anders") }, after: first)) == [.rule])
    }

    @Test func signsOfAnAttackAreAlarms() {
        #expect(AdmissionReason.allCases.filter(\.isAlarm) == [.rollback, .fork, .withheld, .unaskedChange])
    }
}
