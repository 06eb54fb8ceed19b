import Foundation
import Synchronization

/// A run: nodes of three parties, people who send, and faults, until the time is over; then rest, and the comparison.
final class Campaign {
    let options: Options
    let region: Region
    let nodes: [String: NodeUnderTest]
    let relays: [String: Relay]
    let traffic: Traffic
    let tally = Tally()
    let privacy: Privacy
    private var dice: Dice
    private let begin = Date()

    init(_ options: Options, folder: String) throws {
        self.options = options
        dice = Dice(seed: options.seed)
        let region = try Region(options, in: folder)
        self.region = region
        var nodes: [String: NodeUnderTest] = [:]
        var relays: [String: Relay] = [:]
        for name in Region.names {
            let node = try NodeUnderTest(name, region, options)
            nodes[name] = node
            let tls = try RelayTLS(folder: node.member.folder, passphrase: try region.secret)
            relays[name] = try Relay(port: node.member.port, to: node.member.backend, tls: tls, dice: dice.child())
        }
        guard let sender = nodes["zorgaanbieder"] else { throw FaultsError("no sender") }
        self.nodes = nodes
        self.relays = relays
        traffic = Traffic(region, from: sender, options, dice: dice.child())
        privacy = Privacy(region: region, nodes: nodes, relays: relays, program: options.program)
    }

    func run() throws -> Comparison {
        try startAll()
        traffic.run(forms: "Tests/Vectors/formulieren")
        for round in 1...options.rounds {
            if round > 1 { try calm() }
            try hurt(round)
        }
        traffic.stop()
        count()
        tell("rest")
        try rest()
        try Strangers(self).run()
        tell("a damaged page")
        try Damage(self).run()
        try rest()
        for node in nodes.values { try node.stop() }
        let comparison = try compare()
        tell("personal data")
        try privacy.run()
        return comparison
    }

    /// Every fault, in the part of the time that one round has, with dice of its own.
    private func hurt(_ round: Int) throws {
        let length = options.minutes * 60 / Double(options.rounds)
        tell("round \(round) of \(options.rounds), kills at every numbered step")
        try Steps(self, dice.child()).run()
        try revive()
        tell("kills under traffic")
        // A round of a minute still has something of everything, whatever the steps took.
        let end = max(begin + length * Double(round), Date() + length / 2)
        let kills = options.kills * round / options.rounds
        try killing(for: end.timeIntervalSinceNow * 0.35, until: kills)
        try revive()
        tell("network")
        try Network(self).run(dice.child(), until: end - Disks.seconds)
        try revive()
        tell("disks")
        try Disks(self).run(dice.child())
        try revive()
        tell("clocks")
        try Clocks(self).run(dice.child())
    }

    /// Between two rounds nothing waits any more, and the clocks are right again.
    private func calm() throws {
        traffic.pause()
        try rest()
        for node in nodes.values { node.control.setClock(ahead: 0) }
        traffic.resume()
    }

    /// What the network and the people who send counted themselves.
    private func count() {
        for relay in relays.values {
            for mode in Relay.Mode.faults { tally.add(Tally.network(mode), relay.count(mode)) }
        }
        tally.add("kill -9 of send at any moment", traffic.kills)
        for step in traffic.steps {
            let parts = step.split(separator: ".").map(String.init)
            tally.add(Tally.step(parts[0], parts[1]))
        }
    }

    private func compare() throws -> Comparison {
        var views: [String: StoreView] = [:]
        for node in nodes.values { views[node.member.number] = try StoreView(node.store) }
        var comparison = Comparison(
            ledger: traffic.ledger, views: views, sender: "00000099000000001000")
        for node in nodes.values {
            do { try region.run(["audit", "verify", "--node", node.member.folder]) } catch {
                comparison.note(broken: "\(error)")
            }
        }
        return comparison
    }

    /// Each node has somebody who kills it, in every way.
    ///
    /// - Parameter kills: it goes on until there were so many, up to three times its time.
    private func killing(for seconds: Double, until kills: Int) throws {
        let end = Date(timeIntervalSinceNow: seconds)
        let latest = Date(timeIntervalSinceNow: seconds * 3)
        let killers = Region.names.map { name in (nodes[name], dice.child()) }
        let done = DispatchGroup()
        let failure = Mutex<(any Error)?>(nil)
        for case (.some(let node), let dice) in killers {
            done.enter()
            let killer = Killer(node, traffic, tally, options, dice, atLeast: kills)
            Thread.detachNewThread {
                var killer = killer
                do { try killer.run(until: end, atLatest: latest) } catch {
                    failure.withLock { $0 = error }
                }
                done.leave()
            }
        }
        done.wait()
        if let error = failure.withLock({ $0 }) { throw error }
    }

    /// No fault any more, and every node at work.
    func revive() throws {
        for relay in relays.values where relay.mode != .pass { relay.set(.pass) }
        for node in nodes.values { node.control.clear() }
        try startAll()
    }

    /// Starts what does not run, all at the same time.
    func startAll() throws {
        for node in nodes.values where !node.isRunning { try node.start() }
        for node in nodes.values where !node.waitUntilReady() {
            throw FaultsError("\(node.name) is not ready: \(tail(node.log))")
        }
    }

    /// Waits until nothing waits any more, in any store.
    func rest() throws {
        for node in nodes.values { try node.stop() }
        // Ahead of every clock that there was: a message from the future has to wait until its time comes.
        for node in nodes.values { node.control.setClock(ahead: Clocks.furthest) }
        try revive()
        let limit = Date(timeIntervalSinceNow: 120)
        while Date() < limit {
            let waiting = try nodes.values.map { try StoreView.waiting($0.store) }.reduce(0, +)
            if waiting == 0 { return }
            usleep(300_000)
        }
    }

    private func tell(_ part: String) {
        let cuts = relays.values.flatMap { relay in Relay.Mode.cuts.map(relay.count) }.reduce(0, +)
        let line = "faults: \(part), \(tally.kills) kills, \(cuts) cuts and \(traffic.ledger.count) messages so far\n"
        FileHandle.standardError.write(Data(line.utf8))
    }

    func tail(_ path: String) -> String {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(4).joined(separator: "\n")
    }
}
