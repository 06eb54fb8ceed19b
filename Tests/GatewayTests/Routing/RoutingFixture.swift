import Envelope
import Gateway
import Schemas
import Testing

/// A region with real certificates, and a table to route by.
struct RoutingFixture {
    let region: SampleRegion
    let table: RoutingTable

    private static let fryslanRegion = Result {
        try SampleRegion(SampleRegion.fryslan, mint: try CertificateMint.shared.get())
    }
    private static let kleinstadRegion = Result {
        try SampleRegion(SampleRegion.kleinstad, profile: "kleinstad-2026", mint: try CertificateMint.shared.get())
    }

    static func fryslan() throws -> RoutingFixture {
        RoutingFixture(
            region: try fryslanRegion.get(), table: RoutingTable(try SampleProfiles.fryslan.get()))
    }

    static func kleinstad() throws -> RoutingFixture {
        RoutingFixture(
            region: try kleinstadRegion.get(), table: RoutingTable(try SampleProfiles.kleinstad.get()))
    }

    /// The dossier that party 1 opened with a message to party 2.
    static func dossier(opener: Int = 1, addressed: [Int] = [2]) throws -> DossierParties {
        DossierParties(opener: try SampleRegion.oin(opener), addressed: try addressed.map { try SampleRegion.oin($0) })
    }

    func route(
        _ message: String, _ data: JSONTree, from sender: Int, chosen: [Int] = [], dossier: DossierParties? = nil,
        original: OriginalMessage? = nil, at now: UTCTime = SampleRegion.now, in directory: Directory? = nil
    ) throws -> RoutingOutcome {
        let request = RoutingRequest(
            message: message, data: try JSONDocument(parsing: data.encoded()).root,
            sender: try SampleRegion.oin(sender),
            chosen: try chosen.map { try SampleRegion.oin($0) }, dossier: dossier, original: original)
        return table.route(request, in: try directory ?? region.directory(), at: now)
    }
}

extension RoutingOutcome {
    var deliveries: [Delivery] {
        guard case .deliveries(let deliveries, _) = self else { return [] }
        return deliveries
    }

    var notices: [RoutingFinding] {
        guard case .deliveries(_, let notices) = self else { return [] }
        return notices
    }

    var refusals: [RoutingFinding] {
        guard case .refused(let findings) = self else { return [] }
        return findings
    }

    /// The numbers of the parties that get the message.
    var parties: [Int] {
        deliveries.map { Int($0.party.description.dropFirst(8).prefix(6)) ?? 0 }
    }
}
