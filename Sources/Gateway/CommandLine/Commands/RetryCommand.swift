internal import Envelope

/// `weerthuis retry`: an attempt now, for what waits or was given up.
enum RetryCommand: Command {
    static let specification = CommandSpecification(
        "retry", summary: "Sends a deferred, failed or handed-over message again now.", operands: "[ID]",
        operandCount: 0...1,
        options: NodeAccess.options + MessageChoice.options + [
            .flag("all", "everything that failed, instead of one message; with --party only to that party"),
            NodeAccess.actor, .json,
        ],
        details: """
            The message keeps its id and content, so a receiver who has it already answers with the first receipt; in a mail program
            it is there twice. The attempts count from zero again. A message older than \(MessageAge.mostDays) days is refused: the
            receiver's node does not take it any more, so send the form anew.
            """,
        example: "weerthuis retry 0192d5a0-7c1e-7b3a-8f21-3d5c6b7a8e90 --node /etc/weerthuis")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        guard arguments.has("all") != (arguments.operands.count == 1) else {
            throw .usage("give the id of a message, or --all")
        }
        let access = try NodeAccess(arguments, on: console)
        let store = try access.store(arguments, on: console)
        let found =
            arguments.has("all")
            ? try failed(store, try MessageChoice.party(arguments))
            : try MessageChoice.find(arguments, in: store, direction: .outbound)
        let step = DeliveryStep(access: access, store: store, actor: NodeAccess.actor(arguments))
        let ready = step.possible(found, from: OutboundStep.retry.from)
        guard !ready.isEmpty else {
            if arguments.has("all") {
                guard !arguments.has("json") else { return try console.report(step.report([], .queued)) }
                try console.print("Niets is mislukt.")
                return .success
            }
            throw step.refusal(found, "opnieuw versturen kan alleen wat uitgesteld, overhandigd of mislukt is")
        }
        let taken = try fresh(ready, found, access, on: console)
        for id in taken {
            try step.take(id, .retry) { (record) async throws(StoreError) in
                try await store.retry(id, at: record.time, audit: [record])
            }
            guard !arguments.has("json") else { continue }
            try console.print("\(id.message) aan \(id.recipient): wordt nu opnieuw verzonden")
        }
        return arguments.has("json") ? try console.report(step.report(taken, .queued)) : .success
    }

    /// Tells of those that are too old to arrive, and leaves them out.
    ///
    /// - Throws: `CommandError.refused` when none is left.
    private static func fresh(
        _ ready: [DeliveryID], _ found: [MessageSummary], _ access: NodeAccess, on console: any Console
    ) throws(CommandError) -> [DeliveryID] {
        let now = SystemClock.now
        let old = found.filter { MessageAge.isTooOld($0.created, at: now) }
        guard !old.isEmpty else { return ready }
        // Without a directory nobody is known to be reached by mail.
        let directory = try NodeNames(access, on: console).directory
        let refused = Set(
            old.filter { directory?.isTooOld($0.created, for: $0.id.partner, at: now) ?? true }.map(\.id))
        let fresh = ready.filter { !refused.contains(.outbound($0)) }
        guard !fresh.isEmpty else {
            throw .refused(SealingProblem.tooOldReason, remedy: SealingProblem.tooOldRemedy)
        }
        for id in ready where refused.contains(.outbound(id)) {
            console.note("\(id.message) aan \(id.recipient): \(SealingProblem.tooOld.reason)")
        }
        return fresh
    }

    private static func failed(_ store: Store, _ party: OIN?) throws(CommandError) -> [MessageSummary] {
        var found: [MessageSummary] = []
        var page: MessagePage? = MessagePage(limit: MessagePage.limits.upperBound)
        do throws(StoreError) {
            while let next = page {
                let list = try store.messages(MessageFilter(state: .outbound(.failed), partner: party), page: next)
                found += list.messages
                page = list.next.map { MessagePage(before: $0, limit: MessagePage.limits.upperBound) }
            }
        } catch {
            throw CommandError(error)
        }
        return found
    }
}
