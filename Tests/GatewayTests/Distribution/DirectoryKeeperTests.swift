import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// What a node keeps of its directory, and what it doesn't take.
@Suite struct DirectoryKeeperTests {
    let region: RegionDesk

    init() throws { region = try RegionDesk() }

    private func renamed(_ name: String, party: Int = 2) throws -> SampleRegion {
        try region.first.following(try region.first.directory()).setting("/parties/\(party)/name", .string(name))
    }

    /// Hands an edition with its statement to a node, as a source does.
    private func hand(
        _ next: SampleRegion, to keeper: DirectoryKeeper, statedAt time: UTCTime? = nil
    ) throws -> DirectoryDesk.Outcome {
        try #require(
            keeper.consider(
                edition: try region.sign(next),
                freshness: try region.statement(try next.directory().edition, at: time ?? region.now),
                from: "https://bron.example"))
    }

    @Test func anEmptyFolderIsSaidWithTheWayOut() throws {
        let error = try #require(throws: DistributionError.self) { try region.keeper(try region.settings()) }
        #expect(error.reason == .noEdition)
        #expect(error.remedy.contains("weerthuis directory publish"))
    }

    @Test func aPlacedEditionIsInForceAfterAStart() throws {
        let keeper = try region.keeper()
        #expect(keeper.current.edition == (try region.first.directory().edition))
        #expect(keeper.current.sendingProblem(at: region.now) == nil)
        #expect(keeper.current.freshness?.time == region.now)
    }

    @Test func theNextEditionIsAdoptedAndSurvivesAStart() throws {
        let keeper = try region.keeper()
        let next = try renamed("Andere naam")
        #expect(try hand(next, to: keeper).isAdopted)
        for keeper in [keeper, try region.keeper(try region.settings())] {
            #expect(keeper.current.directory.parties[2].name == "Andere naam")
        }
        #expect(region.codes(.notice) == ["directory-adopted"])
        let files = try FileManager.default.contentsOfDirectory(atPath: try region.settings().folder)
        #expect(
            files.filter { $0.hasPrefix("edition-") }.sorted() == [
                "edition-1.p7m", "edition-1.signers.pem", "edition-2.p7m",
            ])
    }

    @Test func anEditionOfBeforeIsKeptWithWhoSignedIt() throws {
        let keeper = try region.keeper()
        let first = keeper.current
        #expect(try hand(try renamed("Andere naam"), to: keeper).isAdopted)
        let desk = try DirectoryDesk(try region.settings(), profile: try SampleProfiles.fryslan.get())
        let archive = DirectoryArchive(desk, try desk.folder.memory())
        #expect(archive.sequences == [1, 2])
        let kept = try archive.edition(1)
        #expect(kept.signed == first.signed && kept.directory.edition == first.edition)
        #expect(kept.signers == [region.administrator.certificate])
        // Another edition in its place, signed by the administrator's key of then, is not what the node had.
        try desk.folder.write(
            try region.sign(try renamed("Nooit geweest", party: 3).setting("/sequence", 1), by: region.online),
            edition: first.edition)
        let error = try #require(throws: DistributionError.self) { try archive.edition(1) }
        #expect(error.reason == .signature)
    }

    @Test func aDiskThatKeepsNothingStopsNoEdition() throws {
        let keeper = try region.keeper()
        let path = try region.settings().folder + "/edition-1.signers.pem/in-de-weg"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        #expect(try hand(try renamed("Andere naam"), to: keeper).isAdopted)
        #expect(region.codes(.warning) == ["edition-not-kept"])
    }

    @Test func onlySoManyEditionsStay() throws {
        let keeper = try region.keeper()
        #expect(try hand(try renamed("Andere naam"), to: keeper).isAdopted)
        let folder = try DirectoryFolder(try region.settings().folder)
        try Data("geen".utf8).write(to: URL(filePath: folder.path + "/edition-x.p7m"))
        try folder.retire(try region.first.directory().edition, signers: [], most: 1)
        #expect(folder.sequences() == [2])
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!names.contains("edition-1.signers.pem") && names.contains("edition-x.p7m"))
    }

    @Test func anOlderStatementThatSomebodyPlacesIsRefusedInWords() throws {
        let edition = try region.first.directory().edition
        try region.place(region.first, in: try region.settings())
        let desk = try DirectoryDesk(try region.settings(), profile: try SampleProfiles.fryslan.get())
        func place(_ seconds: Int64, isPlaced: Bool = true) throws -> [DirectoryEvent] {
            let time = region.now.adding(seconds: seconds)
            let outcome = try desk.consider(
                edition: nil, freshness: try region.statement(edition, at: time), from: nil, isPlaced: isPlaced,
                at: region.now)
            #expect(outcome.standing.snapshot?.freshness?.time == max(region.now, time))
            return outcome.events
        }
        let events = try place(-60)
        #expect(events.map(\.code) == ["freshness-older"] && events.map(\.level) == [.warning])
        #expect(try #require(events.first).sentence.contains("directory freshen"))
        // A source that lags behind is nobody's trouble.
        #expect(try place(-120, isPlaced: false).isEmpty)
        #expect(try place(60).isEmpty)
    }

    @Test func whoChangesTheFolderAtTheSameTimeWaitsForTheOther() async throws {
        let (settings, writers) = (try region.settings(), 24)
        try region.place(region.first, in: settings)
        let profile = try SampleProfiles.fryslan.get()
        let changes = (0..<writers).map {
            AskedChange.key(holder: nil, .signing, publicKey: [UInt8](repeating: UInt8($0), count: 32))
        }
        let now = region.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, change) in changes.enumerated() {
                group.addTask {
                    try await Background.run {
                        Result {
                            // Each has the folder open by itself, as processes have.
                            let folder = try DirectoryDesk(settings, profile: profile).folder
                            try folder.locked {
                                var asked = try folder.asked()
                                asked.ask(change, at: now)
                                usleep(UInt32(number % 4) * 1_000)
                                try folder.write(asked)
                            }
                        }
                    }.get()
                }
            }
            try await group.waitForAll()
        }
        let folder = try DirectoryDesk(settings, profile: profile).folder
        #expect(Set(try folder.asked().entries.map(\.change)) == Set(changes))
    }

    @Test func ownKeysThatLeaveTheDirectoryAreRemembered() throws {
        let mint = try CertificateMint.shared.get()
        let mail = SampleRegion.mail(1, 1)
        let old = try mint.issue("P", oin: SampleRegion.oinText(1), mail: mail, use: .signing)
        let key = try SampleRegion.key("signing", old.base64, active: -60)
            .setting("/retiring", .string(CertificateMint.day(-20).description))
            .setting("/gone", .string(CertificateMint.day(-6).description))
        let desk = try RegionDesk(
            first: SampleRegion(SampleRegion.fryslan).setting("/parties/0/contactpersonen/0/keys/-", key))
        let keeper = try desk.keeper()
        #expect(keeper.memory.departed.isEmpty)
        let next = try desk.first.following(try desk.first.directory())
            .removing("/parties/0/contactpersonen/0/keys/2")
        let outcome = try #require(
            keeper.consider(
                edition: try desk.sign(next), freshness: try desk.statement(try next.directory().edition, at: desk.now),
                from: "https://bron.example"))
        #expect(outcome.isAdopted, "\(outcome.events)")
        for keeper in [keeper, try desk.keeper(try desk.settings())] {
            let departed = try #require(keeper.memory.departed.first)
            #expect(keeper.memory.departed.count == 1 && departed.holder == mail)
            #expect(departed.publicKey == (try old.certificate.publicKey.fingerprint().bytes))
            #expect(departed.end == CertificateMint.day(-6))
        }
    }

    @Test func aMirrorThatRollsBackIsRefused() throws {
        let keeper = try region.keeper()
        _ = try hand(try renamed("Andere naam"), to: keeper)
        let old = try hand(region.first, to: keeper)
        #expect(!old.isAdopted)
        #expect(keeper.current.edition.sequence == 2)
        // The node had that edition itself: the source is behind, and nobody is woken for it.
        #expect(region.codes(.warning).contains("edition-rollback"))
        #expect(!region.codes(.alarm).contains("edition-rollback"))
    }

    @Test func anOldEditionThatTheNodeNeverSawRaisesTheAlarm() throws {
        let second = try renamed("Andere naam")
        let settings = try region.settings()
        try region.place(second, in: settings)
        let keeper = try region.keeper(settings)
        let forged = try region.first.setting("/parties/3/name", "Vervalst")
        _ = try hand(forged, to: keeper)
        #expect(region.codes(.alarm).contains("edition-fork") || region.codes(.alarm).contains("edition-rollback"))
        #expect(keeper.current.edition.sequence == 2)
    }

    @Test func anotherDocumentUnderASequenceThatWasSeenIsAFork() throws {
        let keeper = try region.keeper()
        _ = try hand(try renamed("De ene"), to: keeper)
        _ = try hand(try renamed("De andere"), to: keeper)
        #expect(Set(region.codes(.alarm)) == ["edition-fork"])
        #expect(keeper.current.directory.parties[2].name == "De ene")
        // The alarm stays after a start, until somebody acknowledges it.
        #expect(try region.keeper(try region.settings()).memory.alarms.isEmpty == false)
    }

    @Test func aFrozenDirectoryStopsTheSendingAfterADay() throws {
        let keeper = try region.keeper()
        region.now = region.now.adding(seconds: 25 * 3_600)
        let problem = try #require(keeper.current.sendingProblem(at: region.now))
        #expect(problem.reason == .stale)
        // A new statement for the same edition ends it.
        _ = keeper.consider(
            edition: nil, freshness: try region.statement(keeper.current.edition, at: region.now), from: nil)
        #expect(keeper.current.sendingProblem(at: region.now) == nil)
    }

    @Test func aStatementAboutALaterEditionDoesNotConfirmTheOldOne() throws {
        let keeper = try region.keeper()
        region.now = region.now.adding(seconds: 23 * 3_600)
        let next = try renamed("Andere naam").directory().edition
        let outcome = keeper.consider(edition: nil, freshness: try region.statement(next, at: region.now), from: nil)
        #expect(outcome?.missing == next)
        region.now = region.now.adding(seconds: 3 * 3_600)
        #expect(keeper.current.sendingProblem(at: region.now)?.reason == .stale)
    }

    @Test func afterTheLastDayNothingIsSent() throws {
        let keeper = try region.keeper()
        #expect(keeper.current.sendingProblem(at: CertificateMint.day(91))?.reason == .expired)
    }

    @Test func aStatementOfAnybodyElseCountsForNothing() throws {
        let keeper = try region.keeper()
        region.now = region.now.adding(seconds: 23 * 3_600)
        let forged = try region.statement(keeper.current.edition, at: region.now, by: region.administrator)
        _ = keeper.consider(edition: nil, freshness: forged, from: nil)
        #expect(region.codes(.warning) == ["directory-signature"])
        #expect(keeper.current.confirmed == RegionDesk.now)
    }

    @Test func anOlderStatementDoesNotTakeThePlaceOfANewerOne() throws {
        let keeper = try region.keeper()
        let old = try region.statement(keeper.current.edition, at: RegionDesk.now.adding(seconds: -3_600))
        _ = keeper.consider(edition: nil, freshness: old, from: nil)
        #expect(keeper.current.freshness?.time == RegionDesk.now)
    }

    @Test func anEditionOfAnybodyElseIsRefusedInWords() throws {
        let keeper = try region.keeper()
        let next = try renamed("Andere naam")
        _ = keeper.consider(
            edition: try region.sign(next, by: region.online), freshness: nil, from: "https://x.example")
        #expect(region.codes(.warning) == ["directory-signature"])
        #expect(region.events[0].sentence.contains("none of the pinned certificates"))
        #expect(keeper.current.edition.sequence == 1)
    }

    @Test func aThirdContactpersoonSuspendsThatPartyAloneAlsoAfterAStart() throws {
        let keeper = try region.keeper()
        let third = try SampleRegion.person(oin: SampleRegion.oinText(3), mail: "derde@partij3.example", name: "C", nil)
        let next = try region.first.following(try region.first.directory())
            .setting("/parties/2/contactpersonen/-", third)
            .setting("/parties/4/contactpersonen/0/keys/0/revoked", .string(RegionDesk.now.description))
        _ = try hand(next, to: keeper)
        for keeper in [keeper, try region.keeper(try region.settings())] {
            #expect(keeper.current.edition.sequence == 1)
            #expect(keeper.current.directory.suspended == [try SampleRegion.oin(3)])
            let key = keeper.current.directory.parties[4].contactpersonen[0].keys[0]
            #expect(key.life.state(at: region.now) == .revoked)
            // The statement about the refused edition confirms that the node knows everything there is.
            #expect(keeper.current.sendingProblem(at: region.now) == nil)
        }
        #expect(region.codes(.warning).contains("edition-rule-of-two"))
    }

    @Test func anUnaskedChangeOfTheOwnEntryIsRefusedAndAnAskedOneTaken() throws {
        let keeper = try region.keeper()
        let next = try renamed("Nieuwe naam", party: 0)
        _ = try hand(next, to: keeper)
        #expect(region.codes(.alarm) == ["own-entry-changed"])
        #expect(keeper.current.edition.sequence == 1)
        var asked = AskedChanges()
        asked.ask(.member("name"), at: region.now)
        try keeper.desk.folder.write(asked)
        #expect(try hand(next, to: keeper).isAdopted)
    }

    @Test func aKeyRequestOfBeforeDoesNotExcuseThatARevocationIsTakenBack() throws {
        let issuer = try CertificateMint.shared.get()
        let (oin, mail) = (SampleRegion.oinText(1), SampleRegion.mail(1, 1))
        let stolen = try issuer.issue("P", oin: oin, mail: mail, use: .signing)
        let fresh = try issuer.issue("P", oin: oin, mail: mail, use: .signing)
        let keys = "/parties/0/contactpersonen/0/keys"
        let desk = try RegionDesk(
            first: SampleRegion(SampleRegion.fryslan).setting(
                "\(keys)/0", SampleRegion.key("signing", stolen.base64, active: -9)))
        let keeper = try desk.keeper()
        var asked = AskedChanges()
        asked.ask(
            .revocation(holder: mail, publicKey: try stolen.key.publicKey.fingerprint().bytes), at: desk.now)
        asked.ask(.key(holder: mail, .signing, publicKey: try fresh.key.publicKey.fingerprint().bytes), at: desk.now)
        try keeper.desk.folder.write(asked)
        func hand(_ next: SampleRegion) throws -> Bool {
            let edition = try next.directory().edition
            return try #require(
                keeper.consider(
                    edition: try desk.sign(next), freshness: try desk.statement(edition, at: desk.now),
                    from: "https://bron.example")
            ).isAdopted
        }
        let second = try desk.first.following(try desk.first.directory())
            .setting("\(keys)/0/revoked", .string(desk.now.description))
            .setting("\(keys)/-", SampleRegion.key("signing", fresh.base64, active: 0))
        #expect(try hand(second), "\(desk.events)")
        let third = try second.following(try second.directory()).removing("\(keys)/0/revoked")
            .setting("\(keys)/0/retiring", .string(CertificateMint.day(0).description))
            .setting("\(keys)/0/gone", .string(CertificateMint.day(20).description))
        #expect(try !hand(third))
        #expect(desk.codes(.alarm) == ["own-entry-changed"])
        #expect(keeper.current.edition.sequence == 2)
        #expect(keeper.current.directory.parties[0].contactpersonen[0].keys[0].life.state(at: desk.now) == .revoked)
        asked.ask(.edition(try third.directory().edition), at: desk.now)
        try keeper.desk.folder.write(asked)
        #expect(try hand(third), "\(desk.events)")
    }

    @Test func theSameRefusalIsToldOnce() throws {
        let keeper = try region.keeper()
        let next = try region.sign(try renamed("Andere naam"), by: region.online)
        for _ in 1...3 { _ = keeper.consider(edition: next, freshness: nil, from: "https://x.example") }
        #expect(region.events.count == 1)
    }

    @Test func anEditionThatACommandPlacedIsTakenOverByTheRunningNode() throws {
        let keeper = try region.keeper()
        #expect(!keeper.takeOver())
        try region.place(try renamed("Andere naam"), in: try region.settings())
        #expect(keeper.takeOver())
        #expect(keeper.current.edition.sequence == 2)
        #expect(keeper.memory.isToBeTold)
    }

    @Test func aChangedFileIsNotTaken() throws {
        let settings = try region.settings()
        try region.place(region.first, in: settings)
        let path = settings.folder + "/edition-1.p7m"
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        bytes[bytes.count / 2] ^= 1
        try Data(bytes).write(to: URL(filePath: path))
        let error = try #require(throws: DistributionError.self) { try region.keeper(settings) }
        #expect(error.reason == .signature)
    }
}
