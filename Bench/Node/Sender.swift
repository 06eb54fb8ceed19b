internal import Envelope
internal import Gateway

/// Submits forms and waits for what comes of them.
struct Sender: Sendable {
    let node: MeasuredNode
    let form: [UInt8]
    let mail: String
    let events: Events

    /// One form: the seconds from its submission until its verified receipt is on disk. Then waits for the retour.
    func alone() async throws -> Double {
        let goal = events.count("received") + 1
        let begin = ContinuousClock.now
        let message = try await submit()
        guard let end = await events.delivery(of: message.description) else { throw BenchFailure("never delivered") }
        await events.wait(for: "received", count: goal)
        return (end - begin) / .seconds(1)
    }

    /// Many forms. Returns when each is delivered and its retour is here.
    func together(_ count: Int, atOnce: Int) async throws {
        let (delivered, received) = (events.count("delivered"), events.count("received"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                if number >= atOnce { try await group.next() }
                group.addTask {
                    let message = try await submit()
                    _ = await events.delivery(of: message.description)
                }
            }
            try await group.waitForAll()
        }
        await events.wait(for: "delivered", count: delivered + count)
        await events.wait(for: "received", count: received + count)
    }

    private func submit() async throws -> UniqueID { try await node.submit(form, type: "registratie", as: mail) }
}
