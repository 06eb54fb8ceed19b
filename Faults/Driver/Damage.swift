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
        try sender.stop()
        let store = "\(sender.member.folder)/store"
        let backup = "\(campaign.region.folder)/backup"
        try copy(store, backup)
        try flip(victim)
        // Only the sender's way out: the answers wait, so that the backup does not miss what came after it.
        campaign.relays["transferpunt"]?.set(.pass)
        try sender.start()
        try wait("the damaged message stops", for: victim, "failed")
        for other in messages.dropFirst() { try wait("the others go on", for: other, "delivered") }
        campaign.tally.add("database byte flipped, found, the others went on")
        try sender.stop()
        for name in ["messages.sqlite-wal", "messages.sqlite-shm", "keys.sqlite-wal", "keys.sqlite-shm"] {
            try? FileManager.default.removeItem(atPath: "\(store)/\(name)")
        }
        try copy(backup, store)
        try sender.start()
        for message in messages { try wait("all go after the backup was put back", for: message, "delivered") }
        campaign.tally.add("store put back from its copy, partners sent again")
        for relay in campaign.relays.values { relay.set(.pass) }
    }

    /// Both databases of a store that nobody has open.
    private func copy(_ source: String, _ target: String) throws {
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        for name in ["messages.sqlite", "keys.sqlite"] {
            _ = try Database("\(source)/\(name)").query("PRAGMA wal_checkpoint(TRUNCATE)")
            try? FileManager.default.removeItem(atPath: "\(target)/\(name)")
            try FileManager.default.copyItem(atPath: "\(source)/\(name)", toPath: "\(target)/\(name)")
        }
    }

    private func flip(_ message: String) throws {
        guard let hex = try StoreView.content(of: message, in: sender.store) else { throw FaultsError("no content") }
        // Whole pages may lie between the first bytes and the rest.
        let start = stride(from: 0, to: 64, by: 2).compactMap { place in
            UInt8(hex.dropFirst(place).prefix(2), radix: 16)
        }
        let url = URL(filePath: sender.store)
        var bytes = try Data(contentsOf: url)
        guard let place = bytes.range(of: Data(start)) else { throw FaultsError("the content is not in the file") }
        bytes[place.lowerBound + 20] ^= 4
        try bytes.write(to: url)
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
