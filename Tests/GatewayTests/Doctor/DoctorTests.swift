import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

@Suite struct DoctorTests {
    private static let newest = ["CVE-2026-34182", "CVE-2026-45447"]
    private static let all = newest + ["CVE-2026-28390", "CVE-2025-15467", "CVE-2025-9230"]

    @Test(arguments: [
        (OpenSSLVersion(3, 0, 21), []), (OpenSSLVersion(3, 5, 7), []), (OpenSSLVersion(4, 0, 1), []),
        (OpenSSLVersion(1, 1, 1), []),
        (OpenSSLVersion(3, 0, 20), newest), (OpenSSLVersion(3, 5, 6), newest), (OpenSSLVersion(4, 0, 0), newest),
        (OpenSSLVersion(3, 0, 19), newest + ["CVE-2026-28390"]), (OpenSSLVersion(3, 0, 17), all),
        (OpenSSLVersion(3, 1, 9), all),
    ])
    func knownWeaknessesGoByTheVersion(version: OpenSSLVersion, expected: [String]) {
        #expect(OpenSSLAdvisory.all.filter { $0.affects(version) }.map(\.name) == expected)
        #expect((DoctorSystem.openSSL(version).level == .good) == expected.isEmpty)
    }

    @Test(
        arguments: [
            (61, nil), (60, "60 dagen"), (31, "60 dagen"), (30, "30 dagen"), (14, "14 dagen"), (7, "7 dagen"),
            (1, "een dag"),
        ] as [(Int64, String?)])
    func certificatesWarnInSteps(days: Int64, expected: String?) throws {
        let now = StoreFixture.time(0)
        let validity = try Validity(
            from: now.adding(seconds: -1), until: now.adding(seconds: days * 86_400 - (expected == nil ? 0 : 1)))
        let finding = DoctorKeys.dates("a", validity, now)
        #expect(finding?.level == (expected == nil ? nil : .warning))
        if let expected { #expect(finding?.text.contains("over hooguit \(expected)") == true) }
    }

    @Test func whatIsOverOrNotYetIsWrong() throws {
        let now = StoreFixture.time(0)
        let over = try Validity(from: now.adding(seconds: -9), until: now.adding(seconds: -1))
        let later = try Validity(from: now.adding(seconds: 9), until: now.adding(seconds: 99))
        #expect(DoctorKeys.dates("a", over, now)?.level == .wrong)
        #expect(DoctorKeys.dates("a", later, now)?.level == .wrong)
    }

    @Test(arguments: [(0, .good), (-90, .warning), (700, .wrong)] as [(Int64, DoctorFinding.Level)])
    func theClockIsComparedWithAPartners(difference: Int64, level: DoctorFinding.Level) throws {
        let date = try #require(DoctorNetwork.date("Sat, 21 Nov 2026 15:04:05 GMT"))
        #expect(date.description == "2026-11-21T15:04:05Z")
        #expect(DoctorSystem.clock(date, of: "X", at: date.adding(seconds: difference)).level == level)
    }

    @Test func aNodeThatDoesNotRunIsOneWrongStepWithItsRemedy() async throws {
        // Not one of those that the demonstration runs, perhaps at this moment, at the addresses of the example directory.
        let node = try ExampleNodeFolder("regiobeheerder")
        let store = try node.store()
        let failed = try node.delivery()
        try await store.submit([failed], audit: [])
        _ = try await store.claimDue(now: SystemClock.now, limit: 1)
        try await store.recordFailed(failed.delivery, reason: "x", at: SystemClock.now, audit: [])
        let (status, console) = node.run(["doctor"])
        #expect(status == .refused)
        let wrong = console.printed.split(separator: "\n").filter { $0.hasPrefix("FOUT") }
        #expect(wrong.count == 1 && wrong[0].contains("weerthuis serve"), "\(console.printed)")
        #expect(console.printed.contains("1 berichten zijn mislukt"))
        #expect(console.printed.contains("komen overeen met het adresboek"))
    }

    @Test func eachThingThatIsWrongIsFound() throws {
        let node = try ExampleNodeFolder()
        _ = try node.store()
        try FileManager.default.removeItem(atPath: node.path + "/keys/postma.signing.key.pem")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: node.path + "/keys/node.key.pem")
        let (status, console) = node.run(["doctor", "--json"])
        #expect(status == .refused)
        let findings = try console.printed.split(separator: "\n").map { try JSONDocument(parsing: String($0)).root }
        func has(_ step: String, _ text: String) -> Bool {
            findings.contains { $0["step"]?.string == step && $0["text"]?.string?.contains(text) == true }
        }
        #expect(has("rechten", "node.key.pem kan door anderen gelezen worden"))
        #expect(has("sleutels", "de sleutel van M. Postma om te ondertekenen ontbreekt hier"))
        #expect(findings.allSatisfy { ($0["level"]?.string == "good") == ($0["remedy"]?.isNull == true) })
    }

    @Test func aPartyThatIsNotThereIsSaid() throws {
        let node = try ExampleNodeFolder()
        let (status, console) = node.run(["doctor", "--partner", "00000099000000009000"])
        #expect(status == .refused)
        #expect(console.printed.contains("00000099000000009000 staat niet in het adresboek"))
        #expect(node.run(["doctor", "--partner", "x"]).status == .usage)
    }
}
