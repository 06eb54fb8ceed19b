import Envelope
import Schemas
import Testing

@testable import Gateway

@Suite struct NodeConfigurationTests {
    private static let least =
        #"{"party":"00000099000000001000","listen":{"tls":{"certificate":"tls/a.pem","key":"tls/b.pem"}}}"#

    private static func read(_ text: String) throws(ConfigurationError) -> NodeConfiguration {
        try NodeConfiguration(parsing: Array(text.utf8), in: "/srv/node", path: "node.json")
    }

    private static func problems(_ text: String) -> [String] {
        do throws(ConfigurationError) {
            _ = try read(text)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test func theLeastIsThePartyAndHowTLSIsDone() throws {
        let read = try Self.read(Self.least)
        #expect(read.party.description == "00000099000000001000")
        #expect(!read.demo)
        #expect(read.listen.place == .address("127.0.0.1", port: 8443))
        #expect(read.listen.tls == TLSFiles(certificate: "/srv/node/tls/a.pem", key: "/srv/node/tls/b.pem"))
        #expect(read.store.messages == "/srv/node/store/messages.sqlite")
        #expect(read.passphrase == .prompt)
        #expect(
            read.delivery.retry == RetryConfiguration(waits: [300, 600, 1200, 2400], then: 3600, lifetime: 604_800))
    }

    @Test(arguments: [
        (#""attemptsAtOnce": 16"#, 8), (#""attemptsAtOnce": 1"#, 1), (#""perPartner": 64"#, 32), ("", 32),
    ])
    func onePartnerNeverHasMoreThanHalf(setting: String, places: Int) throws {
        let text = #"{"party": "00000099000000001000", "listen": {"proxied": true}, "delivery": {\#(setting)}}"#
        #expect(try Self.read(text).delivery.perPartner == places)
    }

    @Test func absolutePathsStayAndPartsOfMinutesCount() throws {
        let read = try Self.read(
            #"{"party":"00000099000000001000","store":"/var/lib/weerthuis","listen":{"unix":"run/as2.sock"},"#
                + #""passphrase":{"credential":"node"},"delivery":{"retry":{"minutes":[0.05,1],"then":0.5},"#
                + #""asynchronous":["00000099000000002000"]}}"#)
        #expect(read.store.keys == "/var/lib/weerthuis/keys.sqlite")
        #expect(read.listen == ListenConfiguration(place: .unix("/srv/node/run/as2.sock"), tls: nil))
        #expect(read.passphrase == .credential("node"))
        #expect(read.delivery.retry.waits == [3, 60])
        #expect(read.delivery.retry.then == 30)
        #expect(read.delivery.asynchronous.map(\.description) == ["00000099000000002000"])
    }

    @Test(arguments: [
        (#"{"listen":{"proxied":true}}"#, ["/party: missing; give it: 20 digits, as text"]),
        (#"{"party":"12","listen":{"proxied":true}}"#, ["/party: value; expected: 20 digits, as text"]),
        (
            #"{"party":"00000099000000001000"}"#,
            [#"/listen/tls/certificate: missing; give it with its key, or say "proxied": true"#]
        ),
        (#"[]"#, ["the top: syntax; expected: an object of settings"]),
    ])
    func whatIsMissingOrIllTypedIsNamedByItsPointer(text: String, expected: [String]) {
        let problems = Self.problems(text)
        #expect(expected.allSatisfy { problems.contains($0) }, "\(problems)")
    }

    @Test(arguments: [
        ("{", "syntax"), (#"{"party":"00000099000000001000","party":"1"}"#, "syntax"),
    ])
    func whatIsNoStrictJSONIsRefused(text: String, reason: String) {
        #expect(Self.problems(text).first?.contains("the top: \(reason)") == true)
    }

    @Test(arguments: [
        (#"{"listen":{"prot":1}}"#, "/listen/prot: unknown; did you mean port?"),
        (#"{"port":8443}"#, "/port: unknown; did you mean /listen/port?"),
        (#"{"delivery":{"retry":{"minuts":[5]}}}"#, "/delivery/retry/minuts: unknown; did you mean minutes?"),
        (#"{"delivery":{"retry":{"days":14}}}"#, "/delivery/retry/days: value; expected: 1 to 13 days"),
        (#"{"delivery":{"retry":5}}"#, "/delivery/retry: value; expected: an object of settings"),
    ])
    func anUnknownSettingGetsDidYouMean(text: String, expected: String) {
        #expect(Self.problems(text).contains(expected), "\(Self.problems(text))")
    }

    @Test(arguments: [
        (#""passphrase":{"file":"a","credential":"b"},"listen":{"proxied":true}"#, "/passphrase/file: contradiction"),
        (#""listen":{"proxied":true,"address":"0.0.0.0"}"#, "/listen/address: contradiction"),
        (#""listen":{"proxied":true,"tls":{"certificate":"a","key":"b"}}"#, "/listen/proxied: contradiction"),
        (#""listen":{"unix":"a","port":1}"#, "/listen/port: contradiction"),
        (#""listen":{"tls":{"key":"b"}}"#, "/listen/tls/certificate: missing"),
        (#""listen":{"proxied":true},"delivery":{"client":{"certificate":"b"}}"#, "/delivery/client/key: missing"),
    ])
    func settingsThatContradictEachOtherAreRefused(members: String, expected: String) {
        let problems = Self.problems(#"{"party":"00000099000000001000",\#(members)}"#)
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix(expected) == true, "\(problems)")
    }

    /// Every setting of the table is read: one of the wrong kind is refused at its own place.
    @Test(arguments: NodeSettings.all.map(\.pointer))
    func everySettingOfTheTableIsReadAndJudged(pointer: JSONPointer) throws {
        let tree = pointer.tokens.reversed().reduce(JSONTree.null) { .object([JSONMember($1, $0)]) }
        let problems = Self.problems(String(decoding: tree.encoded(), as: UTF8.self))
        #expect(problems.contains { $0.hasPrefix("\(pointer): value; expected: ") }, "\(problems)")
    }

    @Test(arguments: [
        #""local":{"address":"10.0.0.1"}"#, #""local":{"port":65536}"#, #""local":{"port":1.5}"#,
        #""directory":{"sources":["http://a.example"]}"#, #""directory":{"every":0.5}"#,
        #""delivery":{"allowPrivate":["10.0.0.0/33"]}"#, #""delivery":{"allowPrivate":["10.0.0/8"]}"#,
        #""delivery":{"proxy":"socks://a"}"#, #""system":"Weer Thuis""#, #""log":{"level":"loud"}"#,
        #""passphrase":{"credential":"../x"}"#, #""demo":"yes""#, #""store":"""#,
    ])
    func valuesOutsideTheirLimitsAreRefused(members: String) {
        let problems = Self.problems(
            #"{"party":"00000099000000001000","listen":{"proxied":true},\#(members)}"#)
        #expect(problems.count == 1 && problems[0].contains(": value; expected: "), "\(problems)")
    }

    @Test func theTableInTheDocumentationIsThatOfTheProgram() throws {
        let lines = try Documentation.lines("operations.md")
        let start = try #require(lines.firstIndex { $0.hasPrefix("| setting ") })
        let rows = lines[(start + 2)...].prefix { $0.hasPrefix("|") }
        #expect(Array(rows) == NodeSettings.all.map(\.row))
    }
}
