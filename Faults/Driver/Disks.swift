import Foundation

/// Disks that are full, fail, or are slow, under nodes at work. When the disk is well again, so must be the node, without a
/// new start.
struct Disks {
    /// What this and the clocks take, about.
    static let seconds = 30.0

    private struct Fault {
        let name: String
        let begin: @Sendable (FaultControl) -> Void
    }

    private static let faults = [
        Fault(name: "disk full (ENOSPC)") { $0.failWrites(ENOSPC) },
        Fault(name: "write fails (EIO)") { $0.failWrites(EIO) },
        Fault(name: "flush fails (EIO)") { $0.failFlushes(EIO) },
        Fault(name: "file read-only (EROFS)") { $0.failWrites(EROFS) },
        Fault(name: "disk slow (200 ms)") { $0.delayFlushes(microseconds: 200_000) },
    ]

    private let campaign: Campaign

    init(_ campaign: Campaign) { self.campaign = campaign }

    func run(_ dice: Dice) throws {
        var dice = dice
        guard !campaign.options.shim.isEmpty else { return }
        for node in campaign.nodes.values.sorted(by: { $0.name < $1.name }) {
            for fault in Self.faults.shuffled(using: &dice) { hurt(node, fault) }
            guard node.isRunning else {
                throw FaultsError("\(node.name) ended over a disk fault: \(campaign.tail(node.log))")
            }
        }
    }

    private func hurt(_ node: NodeUnderTest, _ fault: Fault) {
        fault.begin(node.control)
        usleep(1_200_000)
        node.control.clear()
        campaign.tally.add("disk: \(fault.name)")
        usleep(200_000)
    }
}
