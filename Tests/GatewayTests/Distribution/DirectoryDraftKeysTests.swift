import Envelope
import Schemas
import Testing

@testable import Gateway

/// What the commands about people and keys do to a draft.
@Suite struct DirectoryDraftKeysTests {
    private static let now = SampleRegion.now
    private static let overlap: Int64 = 14 * 86_400
    private let mint: CertificateMint
    private let region: SampleRegion
    private let party: OIN
    private let mail = SampleRegion.mail(1, 1)

    init() throws {
        mint = try CertificateMint.shared.get()
        region = try SampleRegion(SampleRegion.fryslan, mint: mint)
        party = try SampleRegion.oin(1)
    }

    private func draft() throws -> DirectoryDraft { try DirectoryDraft(parsing: region.tree.encoded()) }

    private func edition(_ draft: DirectoryDraft, at time: UTCTime = now) throws -> Directory {
        try draft.edition(after: nil, issued: time, validUntil: time.adding(seconds: 90 * 86_400)).directory
    }

    private func keys(_ directory: Directory, _ use: KeyUse, _ person: Int = 0) -> [DirectoryKey] {
        directory.party(party)?.contactpersonen[person].keys.filter { $0.use == use } ?? []
    }

    private func key(_ use: KeyUse, from time: UTCTime) throws -> NewKey {
        let use: CertificateUse = use == .signing ? .signing : .encryption
        let made = try mint.issue("P", oin: SampleRegion.oinText(1), mail: mail, use: use, until: 3_000)
        return NewKey(use == .signing ? .signing : .encryption, made.certificate, activeFrom: time)
    }

    private func isPublishable(_ directory: Directory) throws -> Bool {
        DirectoryReview(publishing: directory, profile: try SampleProfiles.fryslan.get()).permitsPublishing
    }

    @Test func aNewKeyTakesOverWithoutAGap() throws {
        var draft = try draft()
        let start = CertificateMint.day(1)
        for use in KeyUse.allCases {
            try draft.rotate(
                to: try key(use, from: start), holder: mail, of: party, overlap: Self.overlap, at: Self.now)
        }
        let directory = try edition(draft)
        #expect(try isPublishable(directory))
        for use in KeyUse.allCases {
            let pair = keys(directory, use)
            #expect(pair.map { $0.life.state(at: Self.now) } == [.active, .next])
            #expect(pair.map { $0.life.state(at: start) } == [.retiring, .active])
            #expect(pair.map { $0.life.state(at: start.adding(seconds: Self.overlap)) } == [.gone, .active])
        }
        #expect(keys(directory, .signing, 1).count == 1)
    }

    @Test func fiftyRotationsLeaveFewEntries() throws {
        var draft = try draft()
        var now = Self.now
        for _ in 0..<50 {
            now = now.adding(seconds: 15 * 86_400)
            try draft.rotate(
                to: try key(.signing, from: now.adding(seconds: 86_400)), holder: mail, of: party,
                overlap: Self.overlap, at: now)
            let directory = try edition(draft, at: now)
            #expect(keys(directory, .signing).filter { $0.life.state(at: now) == .active }.count == 1)
        }
        #expect(keys(try edition(draft, at: now), .signing).count <= 5)
    }

    @Test func aKeyThatIsReplacedBeforeItsDayNeverComesIntoUse() throws {
        var draft = try draft()
        let first = try key(.signing, from: CertificateMint.day(2))
        let second = try key(.signing, from: CertificateMint.day(1))
        try draft.rotate(to: first, holder: mail, of: party, overlap: Self.overlap, at: Self.now)
        try draft.rotate(to: second, holder: mail, of: party, overlap: Self.overlap, at: Self.now)
        let certificates = keys(try edition(draft), .signing).map(\.certificate.encoded)
        #expect(!certificates.contains(first.certificate.encoded))
        #expect(certificates.contains(second.certificate.encoded))
    }

    @Test func aLostKeyIsRevokedAlone() throws {
        var draft = try draft()
        #expect(try draft.revoke([.signing], holder: mail, of: party, at: Self.now) == 1)
        #expect(try draft.revoke([.signing], holder: mail, of: party, at: Self.now) == 0)
        let directory = try edition(draft)
        #expect(keys(directory, .signing).map { $0.life.state(at: Self.now) } == [.revoked])
        #expect(keys(directory, .encryption).map { $0.life.state(at: Self.now) } == [.active])
    }

    @Test func whoLeavesSignsNothingAnyMoreAndCountsNoMore() throws {
        var draft = try draft()
        try draft.depart(mail, of: party, overlap: Self.overlap, at: Self.now)
        let directory = try edition(draft)
        let person = try #require(directory.party(party)?.contactpersoon(mail: mail))
        #expect(!person.isActive(at: Self.now))
        #expect(keys(directory, .signing).map { $0.life.state(at: Self.now) } == [.revoked])
        #expect(keys(directory, .encryption).map { $0.life.state(at: Self.now) } == [.retiring])
        // Another may come in the same edition: never three.
        let successor = NewContactpersoon(
            name: "Nieuw", mail: "nieuw@partij1.example",
            keys: [try key(.signing, from: Self.now), try key(.encryption, from: Self.now)])
        try draft.add(successor, to: party)
        let rules = DirectoryReview(loading: try edition(draft), profile: try SampleProfiles.fryslan.get())
            .problems.filter { $0.party == party }.map(\.rule)
        #expect(!rules.contains(.tooManyContactpersonen) && !rules.contains(.fewContactpersonen))
    }

    @Test func aVacancyEndsOnItsDay() throws {
        var draft = try draft()
        try draft.depart(mail, of: party, overlap: Self.overlap, at: Self.now)
        try draft.setVacancy(CertificateMint.day(30), of: party)
        #expect(try isPublishable(try edition(draft)))
        let late = try edition(draft, at: CertificateMint.day(31))
        #expect(try !isPublishable(late))
        let rules = DirectoryReview(loading: late, profile: try SampleProfiles.fryslan.get()).problems.map(\.rule)
        #expect(rules.contains(.vacancyOver))
        try draft.setVacancy(nil, of: party)
        #expect(try edition(draft).party(party)?.vacancyUntil == nil)
    }

    @Test func whoIsNotThereIsSaid() throws {
        var draft = try draft()
        let error = try #require(throws: DirectoryError.self) {
            try draft.revoke([.signing], holder: "niemand@partij1.example", of: party, at: Self.now)
        }
        #expect(error.remedy.contains("niemand@partij1.example"))
    }
}
