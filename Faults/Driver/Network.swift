import Foundation

/// The network between the nodes, in every bad shape, with all nodes at work.
struct Network {
    private let campaign: Campaign

    init(_ campaign: Campaign) { self.campaign = campaign }

    func run(until end: Date) throws {
        let modes = Relay.Mode.faults
        repeat {
            for mode in modes.shuffled(using: &campaign.dice) { try hurt(mode) }
        } while Date() < end
        for relay in campaign.relays.values {
            for mode in modes { campaign.tally.add("network: \(mode.rawValue)", relay.count(mode)) }
        }
    }

    /// The nodes start anew before each, because a node leaves a partner alone for a while after failures.
    private func hurt(_ mode: Relay.Mode) throws {
        for node in campaign.nodes.values where try node.kill() == -SIGKILL {
            campaign.tally.add("kill -9 at any moment")
        }
        for relay in campaign.relays.values { relay.set(mode) }
        try campaign.startAll()
        usleep(1_500_000)
        for relay in campaign.relays.values { relay.set(.pass) }
        usleep(200_000)
    }
}
