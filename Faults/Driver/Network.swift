import Foundation

/// The network between the nodes, in every bad shape, with all nodes at work.
struct Network {
    private static let shortWhile = 1.5
    private static let stormSeconds = 8.0

    private let campaign: Campaign

    init(_ campaign: Campaign) { self.campaign = campaign }

    /// Each fault once, in an order by the dice.
    func each(_ dice: Dice) throws {
        var dice = dice
        for mode in Relay.Mode.faults.shuffled(using: &dice) { try hurt(mode, for: Self.shortWhile) }
    }

    /// Most requests are cut, until the time is over; at least once.
    func storm(until end: Date) throws {
        repeat { try hurt(.storm, for: Self.stormSeconds) } while Date() < end
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
