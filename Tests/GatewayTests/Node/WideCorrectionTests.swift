import Envelope
import Schemas
import Testing

@testable import Gateway

@Suite("Node: a message to many", .serialized)
struct WideCorrectionTests {
    @Test("a correctie reaches each of sixty recipients")
    func everyRecipient() async throws {
        let numbers = 20..<80
        let region = try NodeRegion(
            [NodeRegion.Member(number: 2, role: "transferpunt", codes: [])]
                + numbers.map { NodeRegion.Member(number: $0, role: "woningcorporatie", codes: []) })
        for number in numbers { region.setEndpoint(number, "mailto:post@partij\(number).example") }
        let group = try await NodeGroup([2], region: region)
        let desk = try group[2]
        let report = try await desk.send("jaarverslag", try SampleProfiles.form("jaarverslag"))
        #expect(report.receivers.count == numbers.count)
        let change = try SampleProfiles.form("correctie").setting("/bericht", .string(report.message.description))
        let correction = try await desk.send("correctie", change)
        #expect(Set(correction.receivers.map(\.party)) == Set(report.receivers.map(\.party)))
        await group.stop()
    }
}
