import Envelope
import Foundation
import Schemas
import Synchronization
import Testing

@testable import Gateway

/// An administrator's desk for tests: signs editions and statements of a sample region, and makes nodes that keep them.
final class RegionDesk: Sendable {
    static let now = SampleRegion.now

    let administrator: CertificateMint.Holder
    let online: CertificateMint.Holder
    let first: SampleRegion
    let folder: URL
    private let reported = Mutex<[DirectoryEvent]>([])
    private let moment = Mutex(RegionDesk.now)

    /// - Parameters:
    ///   - mint: nil for entries without real certificates.
    ///   - first: the first edition, instead of the sample region's.
    init(mint: CertificateMint? = nil, first: SampleRegion? = nil) throws {
        let issuer = try CertificateMint.shared.get()
        administrator = try issuer.issue("Beheerder", oin: nil, mail: nil, use: .signing)
        online = try issuer.issue("Actueel", oin: nil, mail: nil, use: .signing)
        self.first = try (first ?? SampleRegion(SampleRegion.fryslan, mint: mint))
            .setting("/freshnessKeys", [.string(online.base64)])
        folder = FileManager.default.temporaryDirectory.appending(path: "weerthuis-\(UUID().uuidString)")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var events: [DirectoryEvent] { reported.withLock { $0 } }

    var now: UTCTime {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }

    func codes(_ level: DirectoryEvent.Level) -> [String] { events.filter { $0.level == level }.map(\.code) }

    func sign(_ region: SampleRegion, by holder: CertificateMint.Holder? = nil) throws -> [UInt8] {
        try sign(region.tree.encoded(), by: holder ?? administrator)
    }

    func statement(
        _ edition: ChainReference, at time: UTCTime = RegionDesk.now, region: String = "Proefregio",
        by holder: CertificateMint.Holder? = nil
    ) throws -> [UInt8] {
        let statement = FreshnessStatement(region: region, edition: edition, time: time)
        return try sign(statement.encoded(), by: holder ?? online)
    }

    private func sign(_ content: [UInt8], by holder: CertificateMint.Holder) throws -> [UInt8] {
        let signer = try MessageSigner(certificate: holder.certificate, key: holder.key)
        return try SignedDocument.sign(content, by: signer, at: Self.now).encoded
    }

    func pins(signatures: Int = 1) throws -> DirectoryPins {
        try #require(
            DirectoryPins(
                region: "Proefregio", administrators: [administrator.certificate], signatures: signatures))
    }

    func settings(_ name: String = "node", own: Int = 1, sources: [String] = []) throws -> DirectorySettings {
        DirectorySettings(
            folder: folder.appending(path: name).path, pins: try pins(), own: try SampleRegion.oin(own),
            sources: sources, isDemo: true)
    }

    /// Puts an edition with a fresh statement into a node's folder, as `weerthuis directory publish` does.
    @discardableResult
    func place(
        _ region: SampleRegion, in settings: DirectorySettings, statedAt time: UTCTime? = nil
    ) throws -> DirectoryDesk.Outcome {
        let desk = try DirectoryDesk(settings, profile: try SampleProfiles.fryslan.get())
        return try desk.consider(
            edition: try sign(region),
            freshness: try statement(try region.directory().edition, at: time ?? now), from: nil, isPlaced: true,
            at: now)
    }

    func keeper(_ settings: DirectorySettings) throws -> DirectoryKeeper {
        try DirectoryKeeper(
            settings, profile: try SampleProfiles.fryslan.get(), clock: { [self] in now },
            report: { [self] event in reported.withLock { $0.append(event) } })
    }

    /// A node of party 1 that has the first edition.
    func keeper() throws -> DirectoryKeeper {
        try place(first, in: try settings())
        return try keeper(try settings())
    }
}
