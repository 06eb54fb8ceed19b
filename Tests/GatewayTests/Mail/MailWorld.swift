import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// A woningcorporatie (party 5) whose contactpersoon has nothing but a mail program, and the nodes of a zorgaanbieder (1) and of the
/// transferpunt (2), which reaches it over real mail servers.
struct MailWorld {
    let system: MailSystem
    let group: NodeGroup
    let client: MailClient
    /// Encryption certificates of the transferpunt for mail programs.
    let ours: [Certificate]
    let care: RunningNode
    let desk: RunningNode

    /// The mail address of the transferpunt's node.
    static let node = MailJourneyTests.address(2)

    /// - Parameter endpoint: of the woningcorporatie; nil for the address of its contactpersoon.
    static func make(endpoint: String? = nil) async throws -> MailWorld {
        let system = try await MailSystem.start()
        let region = try NodeRegion()
        let ours = try prepare(region)
        let plan = MailPlan(
            address: node, sending: try system.sending, fetching: try system.fetching(node))
        let desk = try SampleRegion.oin(2)
        let group = try await NodeGroup([1, 2], region: region) { change in
            if change.party == desk { change.mail = plan }
        }
        let client = try client(1, in: region)
        region.setEndpoint(5, "mailto:\(endpoint ?? client.address)")
        try group.publish()
        return MailWorld(
            system: system, group: group, client: client, ours: [ours], care: try group[1], desk: try group[2])
    }

    /// Party 5 reads mail, and another party has a key for what comes from it.
    ///
    /// - Returns: the certificate of that key.
    static func prepare(_ region: NodeRegion, for number: Int = 2) throws -> Certificate {
        region.setSuite(5, "cbc")
        let mint = try CertificateMint.shared.get()
        let ours = try mint.issue(
            "Persoon", oin: SampleRegion.oinText(number), mail: SampleRegion.mail(number, 1), use: .encryption)
        try region.setKeys(of: SampleRegion.mail(number, 1)) { keys in
            keys.append(NodeRegion.Entry(holder: ours, use: "encryption", suite: "cbc"))
        }
        return ours.certificate
    }

    /// A contactpersoon of party 5 with a mail program.
    static func client(_ person: Int, in region: NodeRegion) throws -> MailClient {
        let address = SampleRegion.mail(5, person)
        return try MailClient(
            address, signing: try #require(region.holder(of: address, use: "signing")),
            encryption: try #require(region.holder(of: address, use: "encryption")))
    }

    var now: UTCTime { group.clock.now }

    /// Submits an aanmeldbericht for the woningcorporatie.
    func submit() async throws -> (report: SubmissionReport, form: JSONTree) {
        let first = try await care.send("registratie", try SampleProfiles.form("registratie"))
        try await care.wait(for: first.message, to: 2, .delivered)
        let form = try SampleProfiles.form("aanmeldbericht").setting("/uitstroomgemeente", "GM0080")
        return (try await desk.send("aanmeldbericht", form, dossier: first.dossier, chosen: [5]), form)
    }

    /// An aanmeldbericht on its way to the woningcorporatie, as its contactpersoon got it.
    func offer() async throws -> (report: SubmissionReport, mail: [UInt8], form: JSONTree) {
        let (sent, form) = try await submit()
        try await desk.wait(for: sent.message, to: 5, .overhandigd)
        let mail = try await until { system.mails(of: client.address).first }
        return (sent, mail, form)
    }

    /// The lines with which the contactpersoon answers a mail, filled in.
    func answer(to mail: [UInt8]) async throws -> String {
        let text = LetterText.unquoted(try await client.read(mail, at: now))
        return try LetterText.filled(
            text,
            [
                "Soort reactie": "Toewijzing", "Datum van de reactie": "20-11-2026",
                "Ingangsdatum van de huur": "01-12-2026",
            ])
    }

    /// A mail of the woningcorporatie arrives at the node's mail server.
    func deliver(_ mail: [UInt8]) async throws {
        try await system.post(mail, from: client.address, to: Self.node)
    }

    /// Waits until so many mails were put aside for a reason.
    func wait(for count: Int, aside reason: MailAside) async throws {
        try await system.wait(for: count, of: Self.node, in: reason.folder("Weer Thuis opzij"))
        try await until { desk.node.metrics.value(.mailAside, reason.code) == count ? true : nil }
    }
}
