import Foundation

/// The network between the nodes, in every bad shape, with all nodes at work.
struct Network {
    private static let shortWhile = 1.5
    private static let stormSeconds = 8.0

    private let campaign: Campaign

    init(_ campaign: Campaign) { self.campaign = campaign }

    /// Each fault by itself, then most requests cut in all ways, over and over until the time is over.
    func run(_ dice: Dice, until end: Date) throws {
        var dice = dice
        repeat {
            for mode in Relay.Mode.faults.shuffled(using: &dice) { try hurt(mode, for: Self.shortWhile) }
            try hurt(.storm, for: Self.stormSeconds)
        } while Date() < end
    }

    /// The nodes start anew before each, because a node leaves a partner alone for a while after failures.
    private func hurt(_ mode: Relay.Mode, for seconds: Double) throws {
        for node in campaign.nodes.values where try node.kill() == -SIGKILL {
            campaign.tally.add("kill -9 at any moment")
        }
        for relay in campaign.relays.values { relay.set(mode) }
        try campaign.startAll()
        usleep(UInt32(seconds * 1_000_000))
        for relay in campaign.relays.values { relay.set(.pass) }
        usleep(200_000)
    }
}
