import Foundation

/// A byte of the sender's database flips. The message that it was in stops and says so, the others go on; with the backup put
/// back it goes too, and what went twice takes effect once.
struct Damage {
    private let campaign: Campaign
    private let sender: NodeUnderTest

    init(_ campaign: Campaign) throws {
        guard let sender = campaign.nodes["zorgaanbieder"] else { throw FaultsError("no sender") }
        self.campaign = campaign
        self.sender = sender
    }

    func run() throws {
        for relay in campaign.relays.values { relay.set(.cut) }
        let messages = try campaign.traffic.sendNow(3)
        guard messages.count == 3, let victim = messages.first else {
            throw FaultsError("nothing sent before the damage")
        }
        let (kept, keys) = ("\(campaign.region.folder)/backup", "\(campaign.region.folder)/backup-keys")
        try campaign.region.run(["backup", "--node", sender.member.folder, "--out", kept, "--keys-out", keys])
        campaign.tally.add("backup of a running node")
        try sender.stop()
        try Flip.content(of: victim, in: sender.store)
        // Only the sender's way out: the answers wait, so that the backup does not miss what came after it.
        campaign.relays["transferpunt"]?.set(.pass)
        try sender.start()
        try wait("the damaged message stops", for: victim, "failed")
        for other in messages.dropFirst() { try wait("the others go on", for: other, "delivered") }
        campaign.tally.add("database byte flipped, found, the others went on")
        try sender.stop()
        try FileManager.default.moveItem(
            atPath: "\(sender.member.folder)/store", toPath: "\(sender.member.folder)/store-damaged")
        try campaign.region.run(["restore", "--node", sender.member.folder, "--from", kept, "--keys-from", keys])
        try sender.start()
        for message in messages { try wait("all go after the backup was put back", for: message, "delivered") }
        campaign.tally.add("store restored from its backup, everything sent again")
        for relay in campaign.relays.values { relay.set(.pass) }
    }

    private func wait(_ what: String, for message: String, _ state: String) throws {
        let end = Date(timeIntervalSinceNow: 60)
        while Date() < end {
            if try StoreView.delivery(message, in: sender.store)?.state == state { return }
            usleep(100_000)
        }
        let found = try StoreView.delivery(message, in: sender.store)
        throw FaultsError("\(what): not within a minute; \(found?.state ?? "gone"), \(found?.reason ?? "")")
    }
}
