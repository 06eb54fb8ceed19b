import Envelope
import Foundation
import Schemas
import Synchronization
import Testing

@testable import Gateway

/// A node's own keys from their making to their end.
@Suite struct OwnKeyCareTests {
    private static let now = SampleRegion.now
    private let desk: RegionDesk
    private let files: OwnKeyFiles
    private let mail = SampleRegion.mail(1, 1)

    init() throws {
        desk = try RegionDesk()
        files = OwnKeyFiles(folder: desk.folder.appending(path: "keys").path)
    }

    private func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(files.folder)/\(name)")
    }

    /// A pair of party 1 whose certificate stands in an edition with these dates.
    private func pair(
        _ dates: [String: UTCTime], confirmed: UTCTime = CertificateMint.day(365)
    ) throws -> (name: String, snapshot: DirectorySnapshot) {
        let name = files.freshName(mail, .signing, at: Self.now)
        let subject = try CertificateName(
            commonName: "P", organization: "Partij 1", organizationNumber: SampleRegion.oinText(1))
        let request = try files.make(
            name, .p256, .signing, subject: subject, mail: mail, passphrase: Array("een lang wachtwoord".utf8))
        let certificate = try CertificateMint.shared.get().authority.issue(
            to: request.subject, key: request.publicKey, use: .signing, email: mail,
            validity: try Validity(from: CertificateMint.day(-1), until: CertificateMint.day(50)))
        var region = try SampleRegion(SampleRegion.fryslan).setting(
            "/parties/0/contactpersonen/0/keys/0",
            SampleRegion.key("signing", Data(certificate.encoded).base64EncodedString(), active: -60))
        for (member, time) in dates {
            region = try region.setting("/parties/0/contactpersonen/0/keys/0/\(member)", .string(time.description))
        }
        let snapshot = DirectorySnapshot(
            directory: try region.directory(), signed: [], confirmed: confirmed,
            routing: RoutingTable(try SampleProfiles.fryslan.get()))
        return (name, snapshot)
    }

    @Test func aCertificateThatArrivesIsPutBesideItsKeyOnce() async throws {
        let (name, snapshot) = try pair([:])
        let changes = Mutex(0)
        let care = OwnKeyCare(own: try SampleRegion.oin(1), folder: files.folder, record: { _ in true }) {
            changes.withLock { $0 += 1 }
        }
        #expect(exists("\(name).key.pem") && exists("\(name).csr.pem") && !exists("\(name).cert.pem"))
        #expect(await care.look(snapshot, at: Self.now).map(\.code) == ["key-certified"])
        #expect(exists("\(name).cert.pem") && !exists("\(name).csr.pem"))
        #expect(await care.look(snapshot, at: Self.now).isEmpty)
        #expect(changes.withLock { $0 } == 1)
    }

    @Test func aKeyIsDestroyedWhenItsOverlapEndsAndNotBefore() async throws {
        let (name, snapshot) = try pair(["retiring": CertificateMint.day(0), "gone": CertificateMint.day(14)])
        let care = OwnKeyCare(own: try SampleRegion.oin(1), folder: files.folder, record: { _ in true }) {}
        _ = await care.look(snapshot, at: Self.now)
        #expect(await care.look(snapshot, at: CertificateMint.day(14).adding(seconds: -1)).isEmpty)
        #expect(exists("\(name).key.pem"))
        let events = await care.look(snapshot, at: CertificateMint.day(14))
        #expect(events.map(\.code) == ["key-destroyed"])
        #expect(try #require(events.first).sentence.contains(mail))
        #expect(events.first?.record.detail?.contains("destroyed") == true)
        #expect(!exists("\(name).key.pem") && exists("\(name).cert.pem"))
        #expect(await care.look(snapshot, at: CertificateMint.day(15)).isEmpty)
    }

    @Test func aRevokedKeyIsKeptForWhatWasSealedToItBefore() async throws {
        let (name, snapshot) = try pair(["revoked": Self.now])
        let care = OwnKeyCare(own: try SampleRegion.oin(1), folder: files.folder, record: { _ in true }) {}
        _ = await care.look(snapshot, at: Self.now)
        #expect(await care.look(snapshot, at: CertificateMint.day(13)).isEmpty)
        #expect(await care.look(snapshot, at: CertificateMint.day(14)).map(\.code) == ["key-destroyed"])
        #expect(!exists("\(name).key.pem"))
    }

    @Test func aClockThatRunsAheadEndsNoKey() async throws {
        let (name, snapshot) = try pair(
            ["retiring": CertificateMint.day(0), "gone": CertificateMint.day(14)],
            confirmed: CertificateMint.day(14).adding(seconds: -1))
        let care = OwnKeyCare(own: try SampleRegion.oin(1), folder: files.folder, record: { _ in true }) {}
        _ = await care.look(snapshot, at: Self.now)
        #expect(await care.look(snapshot, at: CertificateMint.day(900)).isEmpty)
        #expect(exists("\(name).key.pem"))
    }

    @Test func withoutItsAuditEntryNoKeyIsDestroyed() async throws {
        let (name, snapshot) = try pair(["retiring": CertificateMint.day(0), "gone": CertificateMint.day(14)])
        let isWritable = Mutex(false)
        let path = "\(files.folder)/\(name).key.pem"
        let seen = Mutex<[(detail: String, isThere: Bool)]>([])
        let care = OwnKeyCare(
            own: try SampleRegion.oin(1), folder: files.folder,
            record: { records in
                let isThere = FileManager.default.fileExists(atPath: path)
                seen.withLock { $0 += records.map { ($0.detail ?? "", isThere) } }
                return isWritable.withLock(\.self)
            }, onChange: {})
        _ = await care.look(snapshot, at: Self.now)
        #expect(await care.look(snapshot, at: CertificateMint.day(15)).map(\.code) == ["key-not-destroyed"])
        #expect(exists("\(name).key.pem"))
        isWritable.withLock { $0 = true }
        #expect(await care.look(snapshot, at: CertificateMint.day(15)).map(\.code) == ["key-destroyed"])
        #expect(!exists("\(name).key.pem"))
        // Each entry was written while the key was still there.
        let entries = seen.withLock(\.self)
        #expect(entries.count == 2)
        #expect(entries.allSatisfy { $0.isThere && $0.detail.contains("going to be destroyed") })
    }

    @Test func aKeyForBothUsesLivesAsLongAsTheLastOfThem() async throws {
        let (name, snapshot) = try pair(["retiring": CertificateMint.day(0), "gone": CertificateMint.day(14)])
        let signing = try #require(snapshot.directory.parties[0].contactpersonen[0].keys.first)
        let both = try SampleRegion(SampleRegion.fryslan)
            .setting("/parties/0/suite", "cbc").setting("/parties/0/allowances", ["dualUse": true])
            .setting(
                "/parties/0/contactpersonen/0/keys",
                .array(
                    [("signing", 14), ("encryption", 40)].map { use, gone in
                        [
                            "use": .string(use),
                            "certificate": .string(Data(signing.certificate.encoded).base64EncodedString()),
                            "active": .string(CertificateMint.day(-60).description),
                            "retiring": .string(CertificateMint.day(0).description),
                            "gone": .string(CertificateMint.day(gone).description),
                        ]
                    }))
        let dual = DirectorySnapshot(
            directory: try both.directory(), signed: [], confirmed: CertificateMint.day(365),
            routing: snapshot.routing)
        let care = OwnKeyCare(own: try SampleRegion.oin(1), folder: files.folder, record: { _ in true }) {}
        _ = await care.look(dual, at: Self.now)
        #expect(await care.look(dual, at: CertificateMint.day(39)).isEmpty)
        #expect(exists("\(name).key.pem"))
        #expect(await care.look(dual, at: CertificateMint.day(40)).map(\.code) == ["key-destroyed"])
    }

    @Test func aKeyThatLeftTheDirectoryIsDestroyedTooWhenItsTimeIsOver() async throws {
        let (name, before) = try pair(["retiring": CertificateMint.day(0), "gone": CertificateMint.day(14)])
        let own = try SampleRegion.oin(1)
        let care = OwnKeyCare(own: own, folder: files.folder, record: { _ in true }) {}
        _ = await care.look(before, at: Self.now)
        // The next edition no longer lists the key, nor whoever held it.
        let after = DirectorySnapshot(
            directory: try SampleRegion(SampleRegion.fryslan).directory(), signed: [],
            confirmed: CertificateMint.day(365), routing: before.routing)
        func departed(at now: UTCTime) -> [DepartedKey] {
            DepartedKey.keys(
                from: before.directory.party(own), to: after.directory.party(own), retention: 14 * 86_400, at: now
            )
            .filter { $0.holder == mail }
        }
        // Without a trace in the memory it is left alone: a certificate that is still to come looks the same.
        #expect(await care.look(after, at: CertificateMint.day(300)).isEmpty)
        // It left when its overlap was over: nothing more is to be waited for.
        #expect(departed(at: CertificateMint.day(15)).map(\.end) == [CertificateMint.day(14)])
        // It left before: what was sealed to it may be on its way for two weeks.
        let early = departed(at: CertificateMint.day(1))
        #expect(early.map(\.end) == [CertificateMint.day(15)])
        #expect(await care.look(before, departed: early, at: CertificateMint.day(13)).isEmpty)
        #expect(await care.look(after, departed: early, at: CertificateMint.day(15).adding(seconds: -1)).isEmpty)
        #expect(exists("\(name).key.pem"))
        let events = await care.look(after, departed: early, at: CertificateMint.day(15))
        #expect(events.map(\.code) == ["key-destroyed"])
        let sentence = try #require(events.first).sentence
        #expect(sentence.contains(mail) && sentence.contains("its entry left the directory"))
        #expect(!exists("\(name).key.pem") && exists("\(name).cert.pem"))
    }

    @Test func bothContactpersonenAreToldBeforeAKeyIsReplaced() throws {
        let (_, snapshot) = try pair(["active": CertificateMint.day(1)])
        let party = try #require(snapshot.directory.party(try SampleRegion.oin(1)))
        let notices = KeyNotice.all(of: party, asked: AskedChanges(), at: Self.now)
        #expect(notices.count { $0.english.contains("replaced by a new one at \(CertificateMint.day(1))") } == 1)
        #expect(notices.contains { $0.english.contains("signing key of \(mail)") })
        #expect(notices.contains { $0.dutch.hasPrefix("De ondertekensleutel van \(mail) wordt op") })
    }

    @Test func whatWasAskedForIsToldUntilItIsThere() throws {
        let (_, snapshot) = try pair([:])
        let party = try #require(snapshot.directory.party(try SampleRegion.oin(1)))
        let here = try #require(party.contactpersonen[0].keys.first).certificate.certificate().publicKey.fingerprint()
            .bytes
        var asked = AskedChanges()
        asked.ask(.key(holder: mail, .signing, publicKey: here), at: Self.now)
        #expect(KeyNotice.all(of: party, asked: asked, at: Self.now).isEmpty)
        asked.ask(.key(holder: nil, .signing, publicKey: [1]), at: Self.now)
        let notices = KeyNotice.all(of: party, asked: asked, at: Self.now)
        #expect(notices.count == 1)
        #expect(notices.first?.dutch.contains("nieuwe ondertekensleutel voor het knooppunt aangevraagd") == true)
        #expect(KeyNotice.all(of: party, asked: asked, at: CertificateMint.day(93)).isEmpty)
    }

    @Test func theEndOfACertificateIsSaidAhead() throws {
        let (_, snapshot) = try pair([:])
        let party = snapshot.directory.party(try SampleRegion.oin(1))
        for (day, step) in [(0, "60"), (25, "30"), (40, "14"), (45, "7"), (49, "a day")] as [(Int64, String)] {
            let moment = CertificateMint.day(day)
            let sentences = Expiry.keys(of: party, at: moment).compactMap { $0.sentence(at: moment) }
            #expect(sentences.contains { $0.contains("in \(step)") && $0.contains("keys rotate") }, "\(sentences)")
        }
    }

    @Test func namesAreFreshAndSafe() throws {
        _ = try pair([:])
        let again = files.freshName(mail, .signing, at: Self.now)
        #expect(!exists("\(again).key.pem"))
        #expect(again.hasSuffix(".signing"))
        #expect(files.freshName("../../weg@x.example", .encryption, at: Self.now).allSatisfy { $0 != "/" })
    }
}
