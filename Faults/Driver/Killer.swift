import Foundation

/// Kills one node over and over, at moments of every kind, and starts it again.
struct Killer {
    private let node: NodeUnderTest
    private let traffic: Traffic
    private let tally: Tally
    private let options: Options
    private var dice: Dice
    private let atLeast: Int

    private static let patience = 2.0
    /// The numbered steps that a node comes by in traffic; ``Steps`` has all of them.
    private static let served = [
        "claimDue", "recordDelivered", "recordDeferred", "recoverAfterStart", "receive", "other",
    ]
    /// A start comes by these once.
    private static let ofStart: Set<String> = ["recoverAfterStart", "other"]

    /// - Parameter atLeast: so many kills of the whole run.
    init(
        _ node: NodeUnderTest, _ traffic: Traffic, _ tally: Tally, _ options: Options, _ dice: Dice, atLeast: Int
    ) {
        self.node = node
        self.traffic = traffic
        self.tally = tally
        self.options = options
        self.dice = dice
        self.atLeast = atLeast
    }

    /// - Parameter latest: when it ends even though too few were killed.
    mutating func run(until end: Date, atLatest latest: Date) throws {
        while Date() < end || (tally.kills < atLeast && Date() < latest) {
            switch Int.random(in: 0..<10, using: &dice) {
            case 0..<2: try anywhere()
            case 2: try keyProcess()
            case 3..<6: try atStep()
            case 6..<8: try atDisk(byPower: false)
            default: try atDisk(byPower: true)
            }
            if node.name == "zorgaanbieder", Int.random(in: 0..<4, using: &dice) == 0 {
                let moment = Steps.moments.randomElement(using: &dice) ?? "before"
                traffic.killNext(at: Bool.random(using: &dice) ? "submit.\(moment)" : nil)
            }
        }
    }

    /// At any moment, also while it starts.
    private mutating func anywhere() throws {
        if !node.isRunning { try node.start() }
        if Int.random(in: 0..<4, using: &dice) > 0 { _ = node.waitUntilReady() }
        usleep(UInt32.random(in: 0..<800_000, using: &dice))
        if try node.kill() == -SIGKILL { tally.add("kill -9 at any moment") }
    }

    /// Only the process that holds its keys. The node goes on, and starts another.
    private mutating func keyProcess() throws {
        if !node.isRunning { try node.start() }
        guard node.waitUntilReady() else { return }
        usleep(UInt32.random(in: 0..<400_000, using: &dice))
        if try node.killKeyProcess() { tally.add("kill -9 of the key process alone") }
        usleep(UInt32.random(in: 0..<400_000, using: &dice))
    }

    private mutating func atStep() throws {
        let step = Self.served.randomElement(using: &dice) ?? ""
        let moment = Steps.moments.randomElement(using: &dice) ?? ""
        try node.kill()
        let count = Self.ofStart.contains(step) ? 1 : Int.random(in: 1...2, using: &dice)
        let process = try node.start(killAt: "\(step).\(moment).\(count)")
        try follow(process, Tally.step(step, moment))
    }

    /// At a write or a flush of the store.
    private mutating func atDisk(byPower: Bool) throws {
        guard !options.shim.isEmpty else { return try anywhere() }
        try node.kill()
        defer { node.control.clear() }
        // The first operations are those of the start itself.
        node.control.endAfter(Int.random(in: 0..<60, using: &dice), byPower: byPower)
        let process = try node.start()
        try follow(
            process, byPower ? "kill: power cut, unflushed writes undone" : "kill -9 at a write or flush of the store"
        )
    }

    /// Gives a process that will kill itself the time to come there, and else kills it.
    private func follow(_ process: RunningProgram, _ fault: String) throws {
        _ = node.waitUntilReady()
        if process.wait(seconds: Self.patience), process.wait() == -SIGKILL {
            tally.add(fault)
        } else if try node.kill() == -SIGKILL {
            tally.add("kill -9 at any moment")
        }
    }
}
