import Envelope
import Schemas
import Testing

@testable import Gateway

/// Nodes whose clocks are ten minutes apart.
@Suite("Node: clocks that differ by ten minutes do no harm", .serialized)
struct ClockDifferenceTests {
    private static let difference: Int64 = 600

    private struct Pair {
        let region: NodeRegion
        let sender: RunningNode
        let receiver: RunningNode

        /// - Parameter ahead: of the sender's clock, in seconds; negative when it is behind.
        init(ahead: Int64, region: NodeRegion) async throws {
            let offset = CertificateMint.now.secondsSinceEpoch - NodeClock().now.secondsSinceEpoch
            self.region = region
            sender = try await RunningNode(1, in: region, clock: NodeClock(offset: offset + ahead))
            receiver = try await RunningNode(2, in: region, clock: NodeClock(offset: offset))
            try publish()
        }

        func publish() throws {
            let snapshot = try region.publish(at: min(sender.clock.now, receiver.clock.now))
            for node in [sender, receiver] { node.directory.set(snapshot) }
        }

        func advance(seconds: Int64) {
            for node in [sender, receiver] { node.clock.advance(seconds: seconds) }
        }

        /// A form and its answer, both at the first attempt.
        func exchange() async throws {
            let report = try await sender.send("registratie", try SampleProfiles.form("registratie"))
            let summary = try await sender.wait(for: report.message, to: 2, .delivered)
            #expect(summary.attempts == 1)
            let steps = try await sender.chain(of: report.message, to: 2, count: 2)
            #expect(steps.map(\.kind) == [.opgeslagen, .gekeurd])
            let answer = try await until {
                try receiver.store.messages(MessageFilter(direction: .outbound)).messages.first {
                    $0.dossier == report.dossier && $0.state == .outbound(.delivered)
                }
            }
            #expect(answer.attempts == 1)
        }

        func stop() async {
            await sender.node.stop()
            await receiver.node.stop()
        }
    }

    @Test("messages, receipts and answers, whoever is ahead", arguments: [difference, -difference])
    func messages(ahead: Int64) async throws {
        let pair = try await Pair(ahead: ahead, region: NodeRegion())
        try await pair.exchange()
        #expect(!pair.sender.log.contains("refused") && !pair.receiver.log.contains("refused"))
        await pair.stop()
    }

    @Test("also while a key comes into use at one of them before the other", arguments: [difference, -difference])
    func rotation(ahead: Int64) async throws {
        let region = try NodeRegion()
        let mint = try CertificateMint.shared.get()
        for number in [1, 2] {
            for person in 1...2 {
                let mail = SampleRegion.mail(number, person)
                try region.setKeys(of: mail) { keys in
                    for use in [CertificateUse.signing, .encryption] {
                        for index in keys.indices where keys[index].use == use.rawValue { keys[index].retiring = 1 }
                        let holder = try mint.issue("Persoon", oin: SampleRegion.oinText(number), mail: mail, use: use)
                        keys.append(NodeRegion.Entry(holder: holder, use: use.rawValue, active: 1))
                    }
                }
            }
        }
        let pair = try await Pair(ahead: ahead, region: region)
        // For who is ahead the day has begun this second, for who is behind it begins in ten minutes.
        pair.advance(seconds: 86_400 - max(0, ahead))
        try pair.publish()
        try await pair.exchange()
        await pair.stop()
    }
}
