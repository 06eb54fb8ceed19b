import Foundation

/// Kills at every numbered step of docs/architecture.md, before, inside and after its transaction, each in the situation that
/// brings it about.
struct Steps {
    static let moments = ["before", "inside", "after"]
    /// In the order of the table.
    static let all = [
        "submit", "claimDue", "recordDelivered", "recordDeferred", "recordFailed", "release", "recoverAfterStart",
        "retry", "cancel", "receive", "other",
    ]

    private static let patience = 60.0
    /// More than one party gets at a time, so that some are given back when one may try.
    private static let waiting = 12
    private let campaign: Campaign
    private let sender: NodeUnderTest
    private let receiver: NodeUnderTest
    /// At which of its transactions a node dies that comes by a step all the time.
    private let place: Int

    init(_ campaign: Campaign, _ dice: Dice) throws {
        guard let sender = campaign.nodes["zorgaanbieder"], let receiver = campaign.nodes["transferpunt"] else {
            throw FaultsError("no sender or no receiver")
        }
        self.campaign = campaign
        self.sender = sender
        self.receiver = receiver
        var dice = dice
        place = Int.random(in: 1...3, using: &dice)
    }

    func run() throws {
        try each("recoverAfterStart") { moment in try die(receiver, "recoverAfterStart", moment) }
        try logged()
        try each("claimDue") { moment in try die(sender, "claimDue", moment, place) }
        try each("recordDelivered") { moment in try die(sender, "recordDelivered", moment, place) }
        try each("receive") { moment in
            // It leaves a partner that was killed alone for a while.
            try sender.kill()
            try sender.start()
            try die(receiver, "receive", moment, place)
        }
        campaign.traffic.pause()
        try each("submit") { moment in
            guard try campaign.traffic.sendOne(dyingAt: "submit.\(moment)") == -SIGKILL else {
                throw FaultsError("send did not die at submit, \(moment)")
            }
        }
        try withReceiverCutOff()
        campaign.traffic.resume()
    }

    /// The entry of the log about a start, and the checkpoint that a node signs when it stops, after the entry about that.
    private func logged() throws {
        try each("other") { moment in try die(receiver, "other", moment) }
        try each("other") { moment in
            try die(receiver, "other", moment, 3) { process in process.kill(SIGTERM) }
        }
    }

    private func withReceiverCutOff() throws {
        campaign.relays["transferpunt"]?.set(.cut)
        let messages = try campaign.traffic.sendNow(Self.waiting)
        guard messages.count == Self.waiting else { throw FaultsError("nothing sent while the receiver is cut off") }
        try each("recordDeferred") { moment in try die(sender, "recordDeferred", moment) }
        if !campaign.options.shim.isEmpty {
            try releases()
        }
        try retries(failures())
        campaign.relays["transferpunt"]?.set(.cut)
        try cancellations(campaign.traffic.sendNow(Self.moments.count))
        campaign.relays["transferpunt"]?.set(.pass)
    }

    /// After some failures a partner is left alone. When that time is over one message may try, and the others are released.
    private func releases() throws {
        var clock = 0
        try each("release") { moment in
            try die(sender, "release", moment) { process in
                while process.isRunning, clock < Clocks.furthest {
                    guard !process.wait(seconds: 2.5) else { return }
                    clock = min(Clocks.furthest, clock + 45 + clock / 2)
                    sender.control.setClock(ahead: clock)
                    // Its bell wakes the node.
                    _ = try campaign.traffic.sendNow(1)
                }
            }
        }
        sender.control.setClock(ahead: 0)
    }

    /// What can't be read any more fails when it is taken from the store. Afterwards the bytes are as they were.
    ///
    /// - Returns: messages that failed, one for each moment.
    private func failures() throws -> [String] {
        campaign.relays["transferpunt"]?.set(.pass)
        var victims: [String] = []
        try each("recordFailed") { moment in
            try sender.kill()
            let sent = try campaign.traffic.sendNow(1)
            for message in sent { try Flip.content(of: message, in: sender.store) }
            victims += sent
            try die(sender, "recordFailed", moment)
        }
        try wait("messages that can't be read fail") { try victims.allSatisfy { try state($0) == "failed" } }
        try sender.stop()
        for victim in victims { try Flip.content(of: victim, in: sender.store) }
        try sender.start()
        return victims
    }

    private func retries(_ messages: [String]) throws {
        for (message, moment) in zip(messages, Self.moments) {
            try command(["retry", message], dyingAt: "retry", moment) {
                guard try (state(message) == "failed") == (moment != "after") else {
                    throw FaultsError("retry that died \(moment) its transaction left \(try state(message))")
                }
            }
        }
        try campaign.region.run(["retry", "--all", "--node", sender.member.folder])
    }

    /// They never left, so nobody has them.
    private func cancellations(_ messages: [String]) throws {
        for (message, moment) in zip(messages, Self.moments) {
            let words = ["cancel", message, "--reason", "dubbel"]
            try command(words, dyingAt: "cancel", moment) {
                guard try (state(message) == "cancelled") == (moment == "after") else {
                    throw FaultsError("cancel that died \(moment) its transaction left \(try state(message))")
                }
            }
            try wait("\(message) is cancelled") {
                if try state(message) == "cancelled" { return true }
                _ = try? campaign.region.run(words + ["--node", sender.member.folder])
                return false
            }
            campaign.traffic.ledger.cancel(message)
        }
    }

    private func each(_ step: String, _ kill: (String) throws -> Void) throws {
        for moment in Self.moments {
            try kill(moment)
            campaign.tally.add(Tally.step(step, moment))
            try campaign.startAll()
        }
    }

    /// Starts a node that dies at a step, and waits for that.
    ///
    /// - Parameter place: at which of its transactions.
    private func die(
        _ node: NodeUnderTest, _ step: String, _ moment: String, _ place: Int = 1,
        while act: (RunningProgram) throws -> Void = { _ in }
    ) throws {
        try node.kill()
        let process = try node.start(killAt: "\(step).\(moment).\(place)")
        _ = node.waitUntilReady()
        try act(process)
        guard process.wait(seconds: Self.patience), process.wait() == -SIGKILL else {
            throw FaultsError("\(node.name) did not die at \(step), \(moment): \(campaign.tail(node.log))")
        }
        _ = try node.kill()
    }

    /// Runs a command that dies at its step, beside the running node. While an attempt is under way it is refused.
    private func command(
        _ words: [String], dyingAt step: String, _ moment: String, then check: () throws -> Void
    ) throws {
        try wait("\(step) dies \(moment) its transaction") {
            let process = try RunningProgram(
                campaign.options.program, words + ["--node", sender.member.folder],
                environment: sender.visitorEnvironment.merging(["WEERTHUIS_KILL_AT": "\(step).\(moment)"]) { $1 },
                output: "\(campaign.region.folder)/command.out", log: "\(campaign.region.folder)/command.log")
            return process.wait() == -SIGKILL
        }
        campaign.tally.add(Tally.step(step, moment))
        try check()
    }

    private func state(_ message: String) throws -> String {
        try StoreView.delivery(message, in: sender.store)?.state ?? "gone"
    }

    private func wait(_ what: String, until isSo: () throws -> Bool) throws {
        let end = Date(timeIntervalSinceNow: Self.patience)
        while try !isSo() {
            guard Date() < end else { throw FaultsError("not within a minute: \(what)") }
            usleep(100_000)
        }
    }
}
