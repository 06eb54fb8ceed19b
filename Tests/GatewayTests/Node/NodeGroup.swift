import Envelope
import Schemas
import Testing

@testable import Gateway

/// Nodes of several parties that know each other's addresses.
final class NodeGroup: Sendable {
    let region: NodeRegion
    let clock: NodeClock
    let nodes: [Int: RunningNode]

    init(
        _ numbers: [Int], region: NodeRegion? = nil, clock: NodeClock? = nil,
        change: (inout NodePlan) -> Void = { _ in },
        keys: (NodeRegion, Int) -> KeyRing = { $0.ring(of: $1) }
    ) async throws {
        let region = try region ?? NodeRegion()
        let system = NodeClock()
        let clock =
            clock ?? NodeClock(offset: CertificateMint.now.secondsSinceEpoch - system.now.secondsSinceEpoch)
        var nodes: [Int: RunningNode] = [:]
        for number in numbers {
            nodes[number] = try await RunningNode(
                number, in: region, clock: clock, keys: keys(region, number), change: change)
        }
        self.region = region
        self.clock = clock
        self.nodes = nodes
        try publish()
    }

    /// Gives every node the next edition.
    func publish() throws {
        let snapshot = try region.publish(at: clock.now)
        for node in nodes.values { node.directory.set(snapshot) }
    }

    subscript(_ number: Int) -> RunningNode {
        get throws { try #require(nodes[number]) }
    }

    func stop() async {
        for node in nodes.values { await node.node.stop() }
    }
}
