import Foundation

/// Clocks that jump, under nodes at work.
struct Clocks {
    static let furthest = 3_600

    private let campaign: Campaign

    init(_ campaign: Campaign) { self.campaign = campaign }

    func run(_ dice: Dice) throws {
        var dice = dice
        guard !campaign.options.shim.isEmpty else { return }
        for seconds in [-3_600, Self.furthest, -120, 400].shuffled(using: &dice) {
            for node in campaign.nodes.values { jump(node, seconds) }
            usleep(1_500_000)
            for node in campaign.nodes.values { jump(node, 0) }
            usleep(500_000)
        }
    }

    private func jump(_ node: NodeUnderTest, _ seconds: Int) {
        node.control.setClock(ahead: seconds)
        campaign.tally.add("clock jumps")
    }
}
