internal import Envelope

/// How the node's directory is doing, for the health page and for commands.
struct DirectoryHealth: Hashable, Sendable {
    /// Whether messages may be sent on the strength of it.
    let isUp: Bool
    /// In English, each with its remedy: first what stops the sending, then what will, then what somebody should look at.
    let reasons: [String]

    init(
        _ snapshot: DirectorySnapshot, _ memory: DirectoryMemory, own: OIN? = nil, asked: AskedChanges = AskedChanges(),
        failures: [String: String] = [:], at now: UTCTime
    ) {
        let problem = snapshot.sendingProblem(at: now)
        isUp = problem == nil
        let ending = Expiry.all(of: own, in: snapshot, at: now).compactMap { $0.sentence(at: now) }
        let alarms = memory.alarms.map { "alarm of \($0.time): \($0.code): \($0.sentence)" }
        let suspended = snapshot.directory.suspended.map(\.description).sorted().map { "party \($0) is suspended" }
        let silent = failures.sorted { $0.key < $1.key }.map { "source \($0.key): \($0.value)" }
        let party = own.flatMap { snapshot.directory.party($0) }
        let notices = KeyNotice.all(of: party, asked: asked, at: now).map(\.english)
        reasons = [problem?.description].compactMap(\.self) + alarms + notices + ending + suspended + silent
    }
}

extension DirectoryWatch {
    func health(at now: UTCTime) -> DirectoryHealth {
        DirectoryHealth(
            keeper.current, keeper.memory, own: keeper.settings.own,
            asked: (try? keeper.desk.folder.asked()) ?? AskedChanges(), failures: sources.failures, at: now)
    }
}
