import Envelope
import Gateway
import Schemas
import Testing

/// Over many directories that were changed at random: never more than two addressees, never to somebody who is no active
/// contactpersoon of the receiver, never a second delivery to a party, never back to the sender.
@Suite struct RoutingPropertyTests {
    private struct Chance: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private static let messages: [(form: String, message: String, sender: Int)] = [
        ("registratie", "registratie", 1), ("aanmelding", "aanmelding", 1), ("aanmeldbericht", "aanmeldbericht", 2),
        ("datalek", "datalek", 1), ("jaarverslag", "jaarverslag", 2), ("melding-incident", "melding", 3),
    ]

    private static func day(_ range: ClosedRange<Int64>, _ chance: inout Chance) -> JSONTree {
        .string(CertificateMint.day(.random(in: range, using: &chance)).description)
    }

    /// One edit to people, keys, dates, suites or allowances of some party.
    private static func edit(_ region: SampleRegion, _ mint: CertificateMint, _ chance: inout Chance) throws
        -> SampleRegion
    {
        let position = Int.random(in: 0..<10, using: &chance)
        let party = "/parties/\(position)"
        let key = "\(party)/contactpersonen/0/keys/\(Int.random(in: 0...1, using: &chance))"
        switch Int.random(in: 0..<6, using: &chance) {
        case 0: return try region.setting("\(key)/revoked", day(-5...0, &chance))
        case 1: return try region.setting("\(key)/active", day(0...5, &chance))
        case 2:
            return try region.setting("\(key)/retiring", day(6...8, &chance)).setting(
                "\(key)/gone", day(9...12, &chance))
        case 3: return try region.setting("\(party)/suite", "cbc")
        case 4:
            return try region.setting(
                "\(party)/allowances", ["oneCertificate": .string(SampleRegion.mail(position + 1, 1))])
        default:
            let mail = "extra\(UInt32.random(in: 0 ... .max, using: &chance))@partij.example"
            return try region.setting(
                "\(party)/contactpersonen/-",
                try SampleRegion.person(oin: SampleRegion.oinText(position + 1), mail: mail, name: mail, mint))
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func nobodyButTheActiveContactpersonenOfTheReceiverEverGetsAMessage(seed: UInt64) throws {
        var chance = Chance(state: seed)
        let mint = try CertificateMint.shared.get()
        let fixture = try RoutingFixture.fryslan()
        var region = fixture.region
        for _ in 0..<8 { region = try Self.edit(region, mint, &chance) }
        region = try region.removing("/parties/\(Int.random(in: 0..<10, using: &chance))/contactpersonen/0/keys/1")
        let directory = try region.directory()
        let now = CertificateMint.day(.random(in: 0...11, using: &chance))
        for (form, message, sender) in Self.messages {
            let outcome = try fixture.route(
                message, try SampleProfiles.form(form), from: sender, chosen: message == "aanmeldbericht" ? [5] : [],
                dossier: try RoutingFixture.dossier(addressed: [2, 3, 5]), at: now, in: directory)
            try Self.check(outcome, sender, directory, now)
        }
    }

    private static func check(
        _ outcome: RoutingOutcome, _ sender: Int, _ directory: Directory, _ now: UTCTime
    ) throws {
        #expect(!outcome.parties.contains(sender))
        #expect(Set(outcome.parties).count == outcome.parties.count)
        for delivery in outcome.deliveries {
            #expect((1...2).contains(delivery.addressees.count))
            let party = try #require(directory.party(delivery.party))
            let active = party.activeContactpersonen(at: now)
            #expect(active.count <= 2)
            for addressee in delivery.addressees {
                let person = try #require(active.first { $0.mail == addressee.mail })
                let key = try #require(person.encryptionKey(delivery.suite, at: now))
                #expect(key.certificate.encoded == addressee.certificate.encoded)
                #expect(key.life.state(at: now) == .active)
            }
        }
    }
}
