import Foundation

/// Disks that are full, fail, or are slow, under nodes at work. When the disk is well again, so must be the node, without a
/// new start.
struct Disks {
    private let campaign: Campaign

    init(_ campaign: Campaign) { self.campaign = campaign }

    func run() throws {
        guard !campaign.options.shim.isEmpty else { return }
        for node in campaign.nodes.values.sorted(by: { $0.name < $1.name }) {
            hurt(node, "disk full (ENOSPC)") { $0.failWrites(ENOSPC) }
            hurt(node, "write fails (EIO)") { $0.failWrites(EIO) }
            hurt(node, "flush fails (EIO)") { $0.failFlushes(EIO) }
            hurt(node, "file read-only (EROFS)") { $0.failWrites(EROFS) }
            hurt(node, "disk slow (200 ms)") { $0.delayFlushes(microseconds: 200_000) }
            guard node.isRunning else {
                throw FaultsError("\(node.name) ended over a disk fault: \(campaign.tail(node.log))")
            }
        }
    }

    private func hurt(_ node: NodeUnderTest, _ fault: String, _ change: (FaultControl) -> Void) {
        change(node.control)
        usleep(1_200_000)
        node.control.clear()
        campaign.tally.add("disk: \(fault)")
        usleep(200_000)
    }
}
