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
    private func pair(_ dates: [String: UTCTime]) throws -> (name: String, snapshot: DirectorySnapshot) {
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
            directory: try region.directory(), signed: [], routing: RoutingTable(try SampleProfiles.fryslan.get()))
        return (name, snapshot)
    }

    @Test func aCertificateThatArrivesIsPutBesideItsKeyOnce() throws {
        let (name, snapshot) = try pair([:])
        let changes = Mutex(0)
        let care = OwnKeyCare(own: try SampleRegion.oin(1), folder: files.folder) { changes.withLock { $0 += 1 } }
        #expect(exists("\(name).key.pem") && exists("\(name).csr.pem") && !exists("\(name).cert.pem"))
        #expect(care.look(snapshot, at: Self.now).map(\.code) == ["key-certified"])
        #expect(exists("\(name).cert.pem") && !exists("\(name).csr.pem"))
        #expect(care.look(snapshot, at: Self.now).isEmpty)
        #expect(changes.withLock { $0 } == 1)
    }

    @Test func aKeyIsDestroyedWhenItsOverlapEndsAndNotBefore() throws {
        let (name, snapshot) = try pair(["retiring": CertificateMint.day(0), "gone": CertificateMint.day(14)])
        let care = OwnKeyCare(own: try SampleRegion.oin(1), folder: files.folder) {}
        _ = care.look(snapshot, at: Self.now)
        #expect(care.look(snapshot, at: CertificateMint.day(14).adding(seconds: -1)).isEmpty)
        #expect(exists("\(name).key.pem"))
        let events = care.look(snapshot, at: CertificateMint.day(14))
        #expect(events.map(\.code) == ["key-destroyed"])
        #expect(try #require(events.first).sentence.contains(mail))
        #expect(events.first?.record.detail?.contains("destroyed") == true)
        #expect(!exists("\(name).key.pem") && exists("\(name).cert.pem"))
        #expect(care.look(snapshot, at: CertificateMint.day(15)).isEmpty)
    }

    @Test func aRevokedKeyIsKeptForWhatWasSealedToItBefore() throws {
        let (name, snapshot) = try pair(["revoked": Self.now])
        let care = OwnKeyCare(own: try SampleRegion.oin(1), folder: files.folder) {}
        _ = care.look(snapshot, at: Self.now)
        #expect(care.look(snapshot, at: CertificateMint.day(13)).isEmpty)
        #expect(care.look(snapshot, at: CertificateMint.day(14)).map(\.code) == ["key-destroyed"])
        #expect(!exists("\(name).key.pem"))
    }

    @Test func bothContactpersonenAreToldBeforeAKeyIsReplaced() throws {
        let (_, snapshot) = try pair(["active": CertificateMint.day(1)])
        let notices = OwnKeyCare.notices(try SampleRegion.oin(1), snapshot, at: Self.now)
        #expect(notices.count { $0.contains("replaced by a new one at \(CertificateMint.day(1))") } == 1)
        #expect(notices.contains { $0.contains("signing key of \(mail)") })
    }

    @Test func theEndOfACertificateIsSaidAhead() throws {
        let (_, snapshot) = try pair([:])
        let own = try SampleRegion.oin(1)
        for (day, step) in [(0, "60"), (25, "30"), (40, "14"), (45, "7"), (49, "a day")] as [(Int64, String)] {
            let notices = OwnKeyCare.notices(own, snapshot, at: CertificateMint.day(day))
            #expect(notices.contains { $0.contains("in \(step)") && $0.contains("keys rotate") }, "\(notices)")
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
