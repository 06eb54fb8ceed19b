import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// Real nodes of a zorgaanbieder and a transferpunt, and a woningcorporatie with an AS2 product, over TLS.
final class PartnerExchange: Sendable {
    static let transferpunt = 2
    static let corporatie = 5

    let keys: PartnerKeys
    let group: NodeGroup
    let tls: LoopbackTLS
    /// A dossier at the transferpunt, opened by a registratie.
    let dossier: UniqueID

    var desk: RunningNode { get throws { try group[Self.transferpunt] } }

    init(_ region: NodeRegion? = nil, change: (inout NodePlan) -> Void = { _ in }) async throws {
        keys = try PartnerKeys.shared.get()
        tls = try LoopbackTLS.shared.get()
        group = try await NodeGroup(
            [1, Self.transferpunt], region: region ?? keys.region(), clock: NodeClock(),
            change: { plan in
                // An attempt that fails waits until the test asks for the next one.
                plan.retry.pauses = []
                change(&plan)
            })
        let care = try group[1]
        let report = try await care.send("registratie", try SampleProfiles.form("registratie"))
        try await care.wait(for: report.message, to: Self.transferpunt, .delivered)
        dossier = report.dossier
    }

    /// Lets the directory say where the product listens.
    func connect(_ url: String) throws {
        group.region.setEndpoint(Self.corporatie, url)
        try group.publish()
    }

    /// The product as a receiver.
    ///
    /// - Parameters:
    ///   - mdn: how it behaves, in turn.
    ///   - signer: the one certificate with which it verifies what we sign.
    func receiver(
        _ mdn: String, certificate: PartnerKeys.File = .certificate,
        verifying signer: PartnerKeys.File = .transferpuntPerson, _ more: [String] = []
    ) throws -> PeerServer {
        let peer = try PeerServer(
            Peers.python, "as2/as2_receiver.py",
            [
                "--port", "0", "--as2-id", SampleRegion.oinText(Self.corporatie), "--key", keys.path(.key), "--cert",
                keys.path(certificate), "--partner-id", SampleRegion.oinText(Self.transferpunt), "--partner-cert",
                keys.path(signer), "--require-enc", "--require-sig", "--digest", "sha256", "--mdn", mdn, "--tls-cert",
                tls.certificateFile, "--tls-key", tls.keyFile,
            ] + more)
        try connect("https://127.0.0.1:\(peer.port)/as2")
        return peer
    }

    /// An aanmeldbericht of the transferpunt to the corporatie, in ``dossier``.
    func offer() async throws -> DeliveryID {
        let form = try SampleProfiles.form("aanmeldbericht").setting("/uitstroomgemeente", "GM0080")
        let report = try await desk.send("aanmeldbericht", form, dossier: dossier, chosen: [Self.corporatie])
        return DeliveryID(message: report.message, recipient: try SampleRegion.oin(Self.corporatie))
    }

    /// Waits until a delivery is in this state, with a reason that begins with `reason`.
    func wait(_ id: DeliveryID, _ state: OutboundState, reason: String = "") async throws -> StoredDelivery {
        let desk = try desk
        return try await until {
            let delivery = try desk.store.delivery(id)
            return delivery.state == state && (delivery.lastReason ?? "").hasPrefix(reason) ? delivery : nil
        }
    }

    /// As `weerthuis retry` does.
    func retry(_ id: DeliveryID) async throws {
        let desk = try desk
        try await desk.store.retry(id, at: group.clock.now, audit: [])
        desk.ring()
    }

    /// A message of the corporatie in ``dossier``, as its software writes it.
    func answer(
        _ data: JSONTree, id: UniqueID = StoreFixture.messageID(), dossier: UniqueID? = nil
    ) throws -> [UInt8] {
        try Forger(group, as: Self.corporatie).message(
            "reactie", data, to: Self.transferpunt, dossier: dossier ?? self.dossier, id: id)
    }

    /// The product sends a message and says what it thinks of the answer.
    func send(_ message: [UInt8], _ more: [String] = []) async throws -> [String: Any] {
        let file = keys.folder.appending(path: "message-\(UUID().uuidString).json")
        try Data(message).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let arguments =
            [
                Peers.program("as2/as2_sender.py"), "--url", "https://127.0.0.1:\(try desk.node.port)/as2", "--cacert",
                tls.authorities, "--as2-id", SampleRegion.oinText(Self.corporatie), "--key", keys.path(.key), "--cert",
                keys.path(.certificate), "--partner-id", SampleRegion.oinText(Self.transferpunt), "--partner-cert",
                keys.path(.transferpuntEncryption), "--partner-verify-cert", keys.path(.transferpuntNode), "--file",
                file.path, "--filename", "bericht.json", "--content-type", "application/cloudevents+json",
            ] + more
        let line = try await Background.run { Result { try Self.run(arguments) } }.get()
        return try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
    }

    private static func run(_ arguments: [String]) throws -> Data {
        let process = Process()
        let output = Pipe()
        process.executableURL = Peers.python
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let line = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return line
    }
}
