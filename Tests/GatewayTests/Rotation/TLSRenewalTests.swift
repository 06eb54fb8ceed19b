import Envelope
import Foundation
import Schemas
import Synchronization
import Testing

@testable import Gateway

/// The TLS certificate of a node is renewed while it runs, and its end is said ahead.
@Suite struct TLSRenewalTests {
    private struct Mismatch: Error {}

    /// The certificates that were shown.
    private final class Shown: Sendable {
        private let all = Mutex<[[UInt8]]>([])

        var first: [UInt8]? { all.withLock { $0.first } }

        func add(_ certificate: [UInt8]) { all.withLock { $0.append(certificate) } }
    }

    private let folder: WorkFolder
    private let authority: CertificateAuthority

    init() throws {
        folder = try WorkFolder()
        authority = try CertificateMint.lasting.get().authority
    }

    private var files: TLSFiles { TLSFiles(certificate: folder["server.cert.pem"], key: folder["server.key.pem"]) }

    private func make(days: Int64) throws -> (certificate: Certificate, key: PrivateKey) {
        let key = try PrivateKey.generate()
        let subject = try CertificateName(
            commonName: "server", organization: "Proef", organizationNumber: nil, isExample: true)
        let now = SystemClock.now
        let certificate = try authority.issueServer(
            to: subject, key: key.publicKey, hosts: ["localhost"],
            validity: try Validity(from: now.adding(seconds: -60), until: now.adding(seconds: days * 86_400 - 3_600)))
        return (certificate, key)
    }

    private func write(_ certificate: Certificate) throws {
        try folder.write("server.cert.pem", Array(certificate.pem.utf8))
    }

    private func write(_ key: PrivateKey) throws {
        try folder.write("server.key.pem", Array(try key.unencryptedPEM().utf8))
    }

    @Test func newFilesAreTakenOverAndHalfOfThemIsNot() async throws {
        let (first, second) = (try make(days: 90), try make(days: 400))
        try write(first.certificate)
        try write(first.key)
        let files = files
        let newKey = Array(try second.key.unencryptedPEM().utf8)
        let shown = Shown()
        let log = LineKeeper()
        let renewal = TLSRenewal(files: files) { () throws(CommandError) in
            try files.credentials(passphrase: Passphrase([]), on: NoConsole())
        }
        let nodeLog = NodeLog(least: .info, clock: NodeClock()) { log.add($0) }
        let task = Task {
            await renewal.run(every: .milliseconds(20), nodeLog) { credentials in
                guard credentials.key == newKey else { throw Mismatch() }
                shown.add(credentials.certificate)
            }
        }
        try await Task.sleep(for: .milliseconds(200))
        #expect(shown.first == nil)
        try write(second.certificate)
        try await until { log.text.contains("certificate-not-renewed") ? true : nil }
        #expect(shown.first == nil)
        try write(second.key)
        let renewed = try await until { shown.first }
        #expect(try Certificate(file: renewed).encoded == second.certificate.encoded)
        #expect(log.text.contains("certificate-renewed"))
        task.cancel()
        await task.value
    }

    @Test(arguments: [(70, nil), (50, "60 days"), (20, "30 days"), (10, "14 days"), (5, "7 days"), (1, "a day")])
    func itsEndIsSaidAheadWithTheRemedy(days: Int, step: String?) throws {
        try write(try make(days: Int64(days)).certificate)
        let all = TLSExpiries(server: files.certificate, clients: [files.certificate]).all
        #expect(all.map(\.kind) == [.server, .client])
        let now = SystemClock.now
        for expiry in all {
            let sentence = expiry.sentence(at: now)
            guard let step else {
                #expect(sentence == nil && DoctorKeys.finding(expiry, at: now) == nil)
                continue
            }
            #expect(sentence?.contains("in \(step)") == true && sentence?.contains("put a new certificate") == true)
            let finding = try #require(DoctorKeys.finding(expiry, at: now))
            #expect(finding.level == .warning && finding.remedy?.contains("nieuw certificaat") == true)
        }
    }

    @Test func everyKindOfEndIsSaidEverywhere() async throws {
        let (soon, mint) = (CertificateMint.day(5), try CertificateMint.shared.get())
        let list = try mint.authority.revocationList([:], number: 1, at: CertificateMint.day(0), nextUpdate: soon)
        var region = try SampleRegion(SampleRegion.fryslan)
            .setting("/validUntil", .string(soon.description))
            .setting("/revocationLists", [.string(Data(list.encoded).base64EncodedString())])
        for (pointer, use) in [
            ("/parties/0/nodeKeys/0", "signing"), ("/parties/0/contactpersonen/0/keys/0", "signing"),
        ] {
            let holder = try mint.issue(
                "X", oin: SampleRegion.oinText(1), mail: SampleRegion.mail(1, 1), use: .signing, until: 5)
            region = try region.setting(pointer, SampleRegion.key(use, holder.base64))
        }
        let own = try SampleRegion.oin(1)
        let snapshot = DirectorySnapshot(
            directory: try region.directory(), signed: [], confirmed: CertificateMint.day(-1).adding(seconds: 3_600),
            routing: RoutingTable(try SampleProfiles.fryslan.get()))
        let now = CertificateMint.day(0)
        let all = Expiry.all(of: own, in: snapshot, at: now).filter { $0.sentence(at: now) != nil }
        #expect(Set(all.map(\.kind)) == [.person, .node, .edition, .statement, .list])
        let health = DirectoryHealth(snapshot, DirectoryMemory(), own: own, at: now).reasons
        for expiry in all {
            let sentence = try #require(expiry.sentence(at: now))
            #expect(health.contains(sentence), "\(sentence) in \(health)")
            #expect(sentence.contains("\(expiry.kind.remedy)"))
        }
        let doctor = DoctorDirectory.keys(of: own, snapshot, AskedChanges(), at: now)
        #expect(doctor.count == 3 && doctor.allSatisfy { $0.level == .warning })
        // The log: each step once.
        let desk = try RegionDesk(first: region)
        let keeper = try desk.keeper()
        for _ in 0..<3 { keeper.warnOfExpiry() }
        let codes = desk.events.compactMap(\.expiry).map(\.rawValue).sorted()
        #expect(codes == ["contactpersoon-key", "directory", "node-key", "revocation-list"])
    }
}
