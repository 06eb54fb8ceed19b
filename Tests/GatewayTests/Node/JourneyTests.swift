import Envelope
import Schemas
import Testing

@testable import Gateway

/// Real nodes, real TLS on loopback, real files.
@Suite("Node: the journey of a dossier")
struct JourneyTests {
    @Test("a registratie arrives, is receipted, and its retour comes back")
    func registratie() async throws {
        let group = try await NodeGroup([1, 2])
        let (sender, desk) = (try group[1], try group[2])
        let report = try await sender.send("registratie", try SampleProfiles.form("registratie"))
        let receiver = try desk.oin
        #expect(report.receivers.map(\.party) == [receiver])
        try await sender.wait(for: report.message, to: 2, .delivered)
        let steps = try await until {
            let steps = try sender.steps(of: report.message, to: 2)
            return steps.count == 2 ? steps : nil
        }
        #expect(steps.map(\.kind) == [.opgeslagen, .gekeurd])
        #expect(steps.flatMap(\.codes) == [])
        let arrival = try desk.store.arrival(InboundID(message: report.message, source: try sender.oin))
        #expect(arrival.state == .accepted)
        let parties = try #require(try desk.store.parties(of: report.dossier))
        let (opener, addressed) = (try sender.oin, try desk.oin)
        #expect(parties.opener == opener)
        #expect(parties.addressed == [addressed])
        await group.stop()
    }
}
