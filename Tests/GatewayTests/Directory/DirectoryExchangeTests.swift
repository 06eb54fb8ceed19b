import Envelope
import Gateway
import Schemas
import Testing

/// From a route to an opened message: the directory says who can open it and who may have signed it.
@Suite struct DirectoryExchangeTests {
    let mint: CertificateMint
    var region: SampleRegion
    var keys: [String: CertificateMint.Holder] = [:]

    /// A zorgaanbieder and a transferpunt whose private keys the tests have.
    init() throws {
        mint = try CertificateMint.shared.get()
        region = try SampleRegion([
            SampleRegion.Entry(role: "zorgaanbieder", number: 1), SampleRegion.Entry(role: "transferpunt", number: 2),
        ])
        for party in 1...2 {
            for person in 1...2 {
                for (index, use) in [CertificateUse.signing, .encryption].enumerated() {
                    let holder = try mint.issue(
                        "P\(party)-\(person)", oin: SampleRegion.oinText(party),
                        mail: SampleRegion.mail(party, person), use: use)
                    keys["\(party)-\(person)-\(use.rawValue)"] = holder
                    region = try region.setting(
                        "/parties/\(party - 1)/contactpersonen/\(person - 1)/keys/\(index)/certificate",
                        .string(holder.base64))
                }
            }
        }
    }

    private func holder(_ name: String) throws -> CertificateMint.Holder { try #require(keys[name]) }

    private func seal(_ directory: Directory) throws -> [UInt8] {
        let data = try SampleProfiles.form("registratie")
        let request = RoutingRequest(
            message: "registratie", data: try JSONDocument(parsing: data.encoded()).root,
            sender: try SampleRegion.oin(1))
        let outcome = RoutingTable(try SampleProfiles.fryslan.get()).route(request, in: directory, at: SampleRegion.now)
        let delivery = try #require(outcome.deliveries.first)
        let attributes = MessageAttributes(
            id: UniqueID(milliseconds: UInt64(SampleRegion.now.secondsSinceEpoch * 1_000), random: (1, 2)),
            source: try #require(MessageSource(party: try SampleRegion.oin(1), system: "proef")),
            name: try #require(MessageName("registratie")), subject: UniqueID(random: (3, 4)), time: SampleRegion.now,
            dataSchema: "https://weerthuis.nl/schema/fryslan-2022/registratie/1", recipient: delivery.party,
            directory: directory.edition)
        let signer = try holder("1-1-signing")
        return try Sealer(try MessageSigner(certificate: signer.certificate, key: signer.key)).seal(
            try attributes.encoded(with: delivery.copy(of: data)), for: delivery.addressees.map(\.recipient),
            suite: delivery.suite, at: SampleRegion.now
        ).envelope
    }

    private func open(_ envelope: [UInt8], with name: String, _ directory: Directory) throws -> OpenedMessage {
        let key = try holder(name)
        let opener = try Opener(
            us: try SampleRegion.oin(2), keys: [try OpeningKey(certificate: key.certificate, key: key.key)],
            directory: DirectoryTrust(directory))
        let partner = try #require(directory.partner(try SampleRegion.oin(1)))
        return try opener.open(envelope, from: partner, to: try SampleRegion.oin(2), at: SampleRegion.now)
    }

    private func reason(_ directory: Directory, _ envelope: [UInt8]) throws -> OpenReason {
        try #require(throws: OpenError.self) { try open(envelope, with: "2-1-encryption", directory) }.reason
    }

    @Test func eachContactpersoonOfTheReceiverOpensItAndNobodyElse() throws {
        let directory = try region.directory()
        let envelope = try seal(directory)
        for name in ["2-1-encryption", "2-2-encryption"] {
            #expect(try open(envelope, with: name, directory).message.attributes.directory == directory.edition)
        }
        #expect(throws: OpenError.self) { try open(envelope, with: "1-2-encryption", directory) }
    }

    @Test func aKeyThatIsRevokedOrGoneOrNextSignsNothing() throws {
        let envelope = try seal(try region.directory())
        let key = "/parties/0/contactpersonen/0/keys/0"
        let revoked = try region.setting("\(key)/revoked", .string(SampleRegion.now.description))
        let next = try region.setting("\(key)/active", .string(CertificateMint.day(1).description))
        let retired = try region.setting("\(key)/active", .string(CertificateMint.day(-60).description))
            .setting("\(key)/retiring", .string(CertificateMint.day(-30).description))
        for dated in [revoked, next, try retired.setting("\(key)/gone", .string(SampleRegion.now.description))] {
            #expect(try reason(dated.directory(), envelope) == .signerStatus)
        }
        let retiring = try retired.setting("\(key)/gone", .string(SampleRegion.now.adding(seconds: 1).description))
        #expect(throws: Never.self) { try open(envelope, with: "2-1-encryption", try retiring.directory()) }
    }

    @Test func whoLeftTheDirectorySignsNothing() throws {
        let envelope = try seal(try region.directory())
        #expect(try reason(region.removing("/parties/0/contactpersonen/0").directory(), envelope) == .signerUnknown)
    }
}
