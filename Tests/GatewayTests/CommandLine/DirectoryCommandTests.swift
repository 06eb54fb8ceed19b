import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// The directory commands, from an empty draft to an edition that a node would adopt.
@Suite struct DirectoryCommandTests {
    /// A folder of its own, with an administrator and an online key.
    private struct Desk {
        let folder: URL

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "weerthuis-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try write("pass", "een lang wachtwoord\n")
            chmod(path("pass"), 0o600)
            for (name, text) in try Self.keys.get() { try write(name, text) }
        }

        /// The files of the administrator's and of the online key. Encrypting them is slow on purpose: once is enough.
        private static let keys = Result {
            var files: [String: String] = [:]
            for name in ["admin", "online"] {
                let holder = try make(name, oin: nil, mail: nil, use: .signing)
                files["\(name).cert"] = holder.certificate.pem
                files["\(name).key"] = try holder.key.encryptedPEM(
                    passphrase: Passphrase(Array("een lang wachtwoord".utf8)))
            }
            return files
        }

        func path(_ name: String) -> String { folder.appending(path: name).path }

        func write(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }

        func text(_ name: String) throws -> String {
            try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        }

        /// A certificate that is valid by the clock of the machine, which the commands look at.
        private static func make(
            _ name: String, oin: String?, mail: String?, use: CertificateUse
        ) throws -> CertificateMint.Holder {
            let now = SystemClock.now
            let key = try PrivateKey.generate()
            let subject = try CertificateName(
                commonName: name, organization: "Proef", organizationNumber: oin, isExample: true)
            let validity = try Validity(from: now.adding(seconds: -60), until: now.adding(seconds: 86_400 * 300))
            let certificate = try CertificateMint.shared.get().authority.issue(
                to: subject, key: key.publicKey, use: use, email: mail, validity: validity)
            return CertificateMint.Holder(certificate: certificate, key: key)
        }

        func issue(_ name: String, oin: String?, mail: String?, use: CertificateUse) throws {
            try write("\(name).cert", try Self.make(name, oin: oin, mail: mail, use: use).certificate.pem)
        }

        func run(_ words: String...) -> (ExitCode, MemoryConsole) {
            let console = MemoryConsole()
            return (WeerThuisTool.run(words, on: console), console)
        }

        /// A draft with a transferpunt, a regiobeheerder and a gemeente, made with the commands.
        func makeDraft() throws {
            #expect(run("directory", "create", path("draft"), "--region", "Proefregio").0 == .success)
            for (number, role) in [(1, "transferpunt"), (2, "regiobeheerder"), (3, "gemeente")] {
                try addParty(number, role)
                try addPerson(1, to: number)
            }
            let online = Data(try Certificate(file: Array(try text("online.cert").utf8)).encoded).base64EncodedString()
            let draft = try text("draft").replacingOccurrences(
                of: #""freshnessKeys": []"#, with: #""freshnessKeys": ["\#(online)"]"#)
            try write("draft", draft)
        }

        func addParty(_ number: Int, _ role: String) throws {
            let oin = SampleRegion.oinText(number)
            try issue("node\(number)", oin: oin, mail: nil, use: .signing)
            let (code, console) = run(
                "directory", "add-party", path("draft"), "--oin", oin, "--name", "Partij \(number)", "--role", role,
                "--code", "GM0080", "--endpoint", "https://node\(number).example/as2", "--node-cert",
                path("node\(number).cert"))
            #expect(code == .success, "\(console.noted)")
        }

        func addPerson(_ person: Int, to number: Int) throws {
            let oin = SampleRegion.oinText(number)
            let mail = SampleRegion.mail(number, person)
            try issue("s\(number)-\(person)", oin: oin, mail: mail, use: .signing)
            try issue("e\(number)-\(person)", oin: oin, mail: mail, use: .encryption)
            let (code, console) = run(
                "directory", "add-contactpersoon", path("draft"), "--party", oin, "--name", "Persoon \(person)",
                "--mail",
                mail, "--signing-cert", path("s\(number)-\(person).cert"), "--encryption-cert",
                path("e\(number)-\(person).cert"))
            #expect(code == .success, "\(console.noted)")
        }

        func sign(_ output: String, _ more: String...) -> (ExitCode, MemoryConsole) {
            let console = MemoryConsole()
            let words = [
                "directory", "sign", path("draft"), "--key", path("admin.key"), "--cert", path("admin.cert"),
                "--passphrase-file", path("pass"), "--out", path(output),
            ]
            return (WeerThuisTool.run(words + more, on: console), console)
        }

        func remove() { try? FileManager.default.removeItem(at: folder) }
    }

    @Test func aDraftBecomesAnEditionThatIsVerifiedShownAndFollowedByAnother() throws {
        let desk = try Desk()
        defer { desk.remove() }
        try desk.makeDraft()
        let (checked, check) = desk.run("directory", "check", desk.path("draft"))
        #expect(checked == .success, "\(check.printed)")
        let (signed, first) = desk.sign("1.p7m", "--first")
        #expect(signed == .success, "\(first.noted)")
        #expect(first.printed.hasPrefix("1:"))

        let verified = desk.run("directory", "verify", desk.path("1.p7m"), "--pin", desk.path("admin.cert"))
        #expect(verified.0 == .success)
        #expect(verified.1.printed.contains("verified: edition \(first.printed)"))
        let shown = desk.run("directory", "show", desk.path("1.p7m")).1.printed.split { $0.isWhitespace }
        #expect(
            shown.joined(separator: " ").contains("Persoon 1 <p1@partij3.example> (signing active, encryption active)"))

        try desk.addPerson(2, to: 3)
        let (again, second) = desk.sign("2.p7m", "--previous", desk.path("1.p7m"))
        #expect(again == .success, "\(second.noted)")
        #expect(second.noted.contains("contactpersoon p2@partij3.example was added"))
        let difference = desk.run("directory", "diff", desk.path("1.p7m"), desk.path("2.p7m"), "--json").1.printed
        #expect(difference.contains("contactpersoon p2@partij3.example was added"))
        #expect(desk.run("directory", "diff", desk.path("2.p7m"), desk.path("draft")).1.printed == "no difference\n")
    }

    @Test func programsGetTheEditionAndTheDecisionAboutIt() throws {
        let desk = try Desk()
        defer { desk.remove() }
        try desk.makeDraft()
        let signed = try JSONDocument(parsing: desk.sign("1.p7m", "--first", "--json").1.output).root
        #expect(signed["edition"]?.string?.hasPrefix("1:") == true)
        #expect(signed["out"]?.string == desk.path("1.p7m"))
        let fresh = desk.run(
            "directory", "freshen", desk.path("1.p7m"), "--key", desk.path("online.key"), "--cert",
            desk.path("online.cert"), "--passphrase-file", desk.path("pass"), "--out", desk.path("fresh"), "--json")
        #expect(try JSONDocument(parsing: fresh.1.output).root["edition"]?.string == signed["edition"]?.string)
        try desk.addPerson(2, to: 3)
        #expect(desk.sign("2.p7m", "--previous", desk.path("1.p7m")).0 == .success)
        func verify(_ words: String...) throws -> (ExitCode, JSONValue) {
            let console = MemoryConsole()
            let code = WeerThuisTool.run(
                ["directory", "verify", "--json", "--pin", desk.path("admin.cert")] + words, on: console)
            return (code, try JSONDocument(parsing: console.output).root)
        }
        let (good, one) = try verify(desk.path("1.p7m"), "--freshness", desk.path("fresh"))
        #expect(good == .success && one["verified"]?.bool == true && one["freshnessJudged"]?.bool == true)
        #expect(one["edition"]?.string == signed["edition"]?.string)
        #expect(one["signedBy"]?[0]?["name"]?.string == "admin")
        let (bad, other) = try verify(desk.path("1.p7m"), "--after", desk.path("2.p7m"))
        #expect(bad == .refused && other["verified"]?.bool == false)
        #expect(other["findings"]?[0]?["alarm"]?.bool == true)
    }

    @Test func aDraftsCommandsSayWhatTheyDidAsJSON() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let made = desk.run("directory", "create", desk.path("draft"), "--region", "Proefregio", "--json")
        #expect(try JSONDocument(parsing: made.1.output).root["draft"]?.string == desk.path("draft"))
        let set = desk.run("directory", "set", desk.path("draft"), "--authority", desk.path("admin.cert"), "--json")
        #expect(try JSONDocument(parsing: set.1.output).root["draft"]?.string == desk.path("draft"))
        #expect((made.1.notes + set.1.notes).isEmpty)
    }

    @Test func aNodesDecisionIsShownWithItsReasons() throws {
        let desk = try Desk()
        defer { desk.remove() }
        try desk.makeDraft()
        #expect(desk.sign("1.p7m", "--first").0 == .success)
        try desk.addPerson(2, to: 3)
        #expect(desk.sign("2.p7m", "--previous", desk.path("1.p7m")).0 == .success)

        func verify(_ words: String...) -> (ExitCode, String) {
            let console = MemoryConsole()
            let code = WeerThuisTool.run(
                ["directory", "verify"] + words + ["--pin", desk.path("admin.cert")], on: console)
            return (code, console.printed + console.noted)
        }
        let rollback = verify(desk.path("1.p7m"), "--after", desk.path("2.p7m"))
        #expect(rollback.0 == .refused)
        #expect(rollback.1.contains("edition-rollback"))
        #expect(rollback.1.contains("(alarm)"))
        let unasked = verify(desk.path("2.p7m"), "--after", desk.path("1.p7m"), "--own", SampleRegion.oinText(3))
        #expect(unasked.0 == .refused)
        #expect(unasked.1.contains("own-entry-changed"))
        #expect(verify(desk.path("2.p7m"), "--after", desk.path("1.p7m")).0 == .success)
        let stranger = desk.run("directory", "verify", desk.path("1.p7m"), "--pin", desk.path("online.cert"))
        #expect(stranger.0 == .refused)
        #expect(stranger.1.noted.contains("none of the pinned certificates signed this"))
    }

    @Test func aFreshnessStatementTellsThatANewerEditionIsWithheld() throws {
        let desk = try Desk()
        defer { desk.remove() }
        try desk.makeDraft()
        #expect(desk.sign("1.p7m", "--first").0 == .success)
        #expect(desk.sign("2.p7m", "--previous", desk.path("1.p7m")).0 == .success)
        let made = desk.run(
            "directory", "freshen", desk.path("2.p7m"), "--key", desk.path("online.key"), "--cert",
            desk.path("online.cert"), "--passphrase-file", desk.path("pass"), "--out", desk.path("fresh"))
        #expect(made.0 == .success, "\(made.1.noted)")
        func verify(_ edition: String) -> (ExitCode, MemoryConsole) {
            desk.run(
                "directory", "verify", desk.path(edition), "--pin", desk.path("admin.cert"), "--freshness",
                desk.path("fresh"))
        }
        #expect(verify("2.p7m").0 == .success)
        #expect(verify("1.p7m").0 == .refused)
        #expect(verify("1.p7m").1.printed.contains("edition-withheld"))
        let foreign = desk.run(
            "directory", "freshen", desk.path("2.p7m"), "--key", desk.path("admin.key"), "--cert",
            desk.path("admin.cert"), "--passphrase-file", desk.path("pass"), "--out", desk.path("other"))
        #expect(foreign.0 == .refused)
    }

    @Test func aThirdContactpersoonIsNotSigned() throws {
        let desk = try Desk()
        defer { desk.remove() }
        try desk.makeDraft()
        try desk.addPerson(2, to: 3)
        try desk.addPerson(3, to: 3)
        let (checked, console) = desk.run("directory", "check", desk.path("draft"), "--json")
        #expect(checked == .refused)
        #expect(console.printed.contains("contactpersonen-too-many"))
        let (signed, notes) = desk.sign("1.p7m", "--first")
        #expect(signed == .refused)
        #expect(notes.noted.contains("contactpersonen-too-many"))
        #expect(!FileManager.default.fileExists(atPath: desk.path("1.p7m")))
    }

    @Test func wrongUseIsNamed() throws {
        let desk = try Desk()
        defer { desk.remove() }
        try desk.makeDraft()
        #expect(desk.run("directory", "create", desk.path("draft"), "--region", "X").0 == .usage)
        #expect(desk.sign("1.p7m").0 == .usage)
        #expect(desk.sign("1.p7m", "--first", "--previous", "x").0 == .usage)
        #expect(desk.sign("1.p7m", "--first", "--days", "0").0 == .usage)
        #expect(desk.run("directory", "verify", desk.path("draft")).0 == .usage)
        #expect(desk.run("directory", "show", desk.path("nothing")).0 == .usage)
        #expect(desk.run("directory", "frehsen").1.noted.contains("did you mean directory freshen?"))
    }

    @Test func aBrokenDraftIsRefusedWithItsPlaceAndNotRewritten() throws {
        let desk = try Desk()
        defer { desk.remove() }
        try desk.makeDraft()
        let broken = try desk.text("draft").replacingOccurrences(of: #""suite": "gcm""#, with: #""suite": "ctr""#)
        try desk.write("draft", broken)
        let (code, console) = desk.run("directory", "check", desk.path("draft"))
        #expect(code == .refused)
        #expect(console.noted.contains("/parties/0/suite"))
        let added = desk.run(
            "directory", "add-party", desk.path("draft"), "--oin", SampleRegion.oinText(9), "--name", "X", "--role",
            "gemeente", "--endpoint", "https://x.example")
        #expect(added.0 == .refused)
        #expect(try desk.text("draft") == broken)
    }

    private func party(_ number: Int, in desk: Desk) throws -> Party {
        let draft = try DirectoryDraft(parsing: Array(try desk.text("draft").utf8))
        return try #require(draft.directory(at: SystemClock.now)?.party(try SampleRegion.oin(number)))
    }

    @Test func theFactsOfAPartyAreChangedOneByOne() throws {
        let desk = try Desk()
        defer { desk.remove() }
        try desk.makeDraft()
        let before = try party(3, in: desk)
        let (code, console) = desk.run(
            "directory", "set-party", desk.path("draft"), "--party", SampleRegion.oinText(3), "--endpoint",
            "https://elders.example/as2", "--name", "Gemeente Elders", "--code", "GM0085", "--code", "GM0090", "--kvk",
            "12345678")
        #expect(code == .success, "\(console.noted)")
        for word in ["--change name", "--change codes", "--change kvk", "--change endpoint"] {
            #expect(console.noted.contains(word), "\(word) in \(console.noted)")
        }
        let after = try party(3, in: desk)
        #expect(after.name == "Gemeente Elders" && after.codes == ["GM0085", "GM0090"] && after.kvk == "12345678")
        #expect(after.endpoint == .https("https://elders.example/as2"))
        #expect(after.role == before.role && after.suite == before.suite && after.keys == before.keys)
        let changes = DirectoryDifference.changes(from: before, to: after)
        #expect(changes == [.name, .codes, .kvk, .endpoint])
        let same = desk.run(
            "directory", "set-party", desk.path("draft"), "--party", SampleRegion.oinText(3), "--name",
            "Gemeente Elders", "--clear", "vacancy")
        #expect(same.1.noted.contains("says that already"))
        #expect(
            desk.run(
                "directory", "set-party", desk.path("draft"), "--party", SampleRegion.oinText(3), "--clear", "kvk"
            ).0 == .success)
        #expect(try party(3, in: desk).kvk == nil)
        #expect(try party(3, in: desk).name == "Gemeente Elders")
    }

    @Test func whatACBCPartyIsAllowedIsSetAndTakenBack() throws {
        let desk = try Desk()
        defer { desk.remove() }
        try desk.makeDraft()
        func set(_ words: String...) -> (ExitCode, MemoryConsole) {
            let console = MemoryConsole()
            let all = ["directory", "set-party", desk.path("draft"), "--party", SampleRegion.oinText(3)] + words
            return (WeerThuisTool.run(all, on: console), console)
        }
        let early = set("--allow", "rsa15")
        #expect(early.0 == .refused)
        #expect(early.1.noted.contains("allowances-without-cbc"), "\(early.1.noted)")
        #expect(try party(3, in: desk).allowances == .none)
        #expect(set("--suite", "cbc", "--allow", "rsa15", "--one-certificate", SampleRegion.mail(3, 1)).0 == .success)
        #expect(set("--allow", "dualUse").0 == .success)
        let all = Allowances(rsa15: true, dualUse: true, oneCertificate: SampleRegion.mail(3, 1))
        #expect(try party(3, in: desk).allowances == all)
        #expect(set("--disallow", "rsa15", "--disallow", "oneCertificate").0 == .success)
        #expect(
            try party(3, in: desk).allowances == Allowances(rsa15: false, dualUse: true, oneCertificate: nil))
        let unknown = set("--one-certificate", "niemand@partij3.example")
        #expect(unknown.0 == .refused && unknown.1.noted.contains("one-certificate-unknown"), "\(unknown.1.noted)")
        #expect(set("--suite", "gcm").1.noted.contains("allowances-without-cbc"))
        #expect(set("--suite", "gcm", "--clear", "allowances").0 == .success)
        #expect(try party(3, in: desk).allowances == .none && party(3, in: desk).suite == .gcm)
    }

    @Test(
        arguments: [
            (["--role", "gemeent"], ExitCode.refused, "role-unknown", "did you mean gemeente?"),
            (["--role", "transferpunt", "--clear", "codes"], .refused, "role-twice", "keep exactly one party"),
            (["--code", "XX1"], .refused, "code-unknown", "the draft stays as it was"),
            (["--kvk", "12"], .refused, "/parties/2/kvk", "8 digits"),
            (["--suite", "gmc"], .usage, "--suite gmc", "did you mean gcm?"),
            (["--endpoint", "http://x.example"], .usage, "--endpoint", "https://"),
            (["--allow", "rsa51"], .usage, "--allow rsa51", "did you mean rsa15?"),
            (["--clear", "kvkk"], .usage, "--clear kvkk", "did you mean kvk?"),
            (["--nmae", "X"], .usage, "--nmae", "did you mean --name?"),
            ([], .usage, "nothing to set", "--help"),
        ] as [([String], ExitCode, String, String)])
    func aWrongFactIsRefusedWithTheRuleAndTheWayOut(
        words: [String], status: ExitCode, rule: String, remedy: String
    ) throws {
        let desk = try Desk()
        defer { desk.remove() }
        try desk.makeDraft()
        let before = try desk.text("draft")
        let console = MemoryConsole()
        let all = ["directory", "set-party", desk.path("draft"), "--party", SampleRegion.oinText(3)] + words
        #expect(WeerThuisTool.run(all, on: console) == status, "\(console.noted)")
        #expect(console.noted.contains(rule) && console.noted.contains(remedy), "\(console.noted)")
        #expect(try desk.text("draft") == before)
    }

    @Test func aPartyIsRemovedAndWhatTheRegionThenLacksIsSaid() throws {
        let desk = try Desk()
        defer { desk.remove() }
        try desk.makeDraft()
        let gone = desk.run("directory", "remove-party", desk.path("draft"), "--party", SampleRegion.oinText(3))
        #expect(gone.0 == .success, "\(gone.1.noted)")
        #expect(!gone.1.noted.contains("role-missing"), "\(gone.1.noted)")
        #expect(try !desk.text("draft").contains(SampleRegion.oinText(3)))
        #expect(try party(2, in: desk).contactpersonen.count == 1)
        let needed = desk.run("directory", "remove-party", desk.path("draft"), "--party", SampleRegion.oinText(1))
        #expect(needed.0 == .success && needed.1.noted.contains("refuses: role-missing"), "\(needed.1.noted)")
        let before = try desk.text("draft")
        for command in [["remove-party"], ["set-party", "--name", "X"]] {
            let console = MemoryConsole()
            let words = ["directory"] + command.prefix(1) + [desk.path("draft")] + command.dropFirst()
            let status = WeerThuisTool.run(words + ["--party", SampleRegion.oinText(3)], on: console)
            #expect(status == .refused)
            #expect(console.noted.contains("there is no party") && console.noted.contains("directory show"))
        }
        #expect(try desk.text("draft") == before)
        #expect(desk.run("directory", "remove-paryt").1.noted.contains("did you mean directory remove-party?"))
    }

    @Test func aStepTowardsARuleIsNotRefusedForNotBeingTheLast() throws {
        let desk = try Desk()
        defer { desk.remove() }
        try desk.makeDraft()
        for number in 2...3 {
            let words = ["--party", SampleRegion.oinText(number), "--clear", "codes"]
            #expect(
                WeerThuisTool.run(["directory", "set-party", desk.path("draft")] + words, on: MemoryConsole())
                    == .success)
        }
        var draft = try desk.text("draft")
        for role in ["gemeente", "regiobeheerder"] {
            draft = draft.replacingOccurrences(of: "\"role\": \"\(role)\"", with: "\"role\": \"transferpunt\"")
        }
        try desk.write("draft", draft)
        #expect(desk.run("directory", "check", desk.path("draft")).1.printed.contains("here are 3"))
        let (code, console) = desk.run(
            "directory", "remove-party", desk.path("draft"), "--party", SampleRegion.oinText(3))
        #expect(code == .success, "\(console.noted)")
        #expect(desk.run("directory", "check", desk.path("draft")).1.printed.contains("here are 2"))
    }

    @Test func anEditionServesAsTheNextDraft() throws {
        let desk = try Desk()
        defer { desk.remove() }
        try desk.makeDraft()
        #expect(desk.sign("1.p7m", "--first").0 == .success)
        let document = desk.run("directory", "show", "--json", desk.path("1.p7m")).1.printed
        try desk.write("draft", document)
        let (code, console) = desk.sign("2.p7m", "--previous", desk.path("1.p7m"))
        #expect(code == .success, "\(console.noted)")
        #expect(console.printed.hasPrefix("2:"))
        #expect(console.noted.contains("no entry changed"))
    }
}
