internal import Envelope
internal import Schemas

/// The requests for keys at the administrator's node, for the commands that list and decide them.
struct RequestDesk {
    static let shortestPrefix = 8

    let access: NodeAccess
    let node: NodeDirectory
    let snapshot: DirectorySnapshot
    let store: Store

    init(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) {
        access = try NodeAccess(arguments, on: console)
        node = try NodeDirectory(arguments, on: console)
        snapshot = try node.snapshot()
        store = try access.store(arguments, on: console)
    }

    func cases() throws(CommandError) -> [SleutelaanvraagCase] {
        let decisions: SleutelaanvraagDecisions
        do throws(DistributionError) { decisions = try node.desk.folder.decisions() } catch {
            throw NodeDirectory.refused(error)
        }
        do throws(StoreError) {
            return try SleutelaanvraagDesk(store: store, snapshot: snapshot, decisions: decisions).cases()
        } catch {
            throw CommandError(error)
        }
    }

    /// The one request whose fingerprint begins with what was typed.
    func waiting(_ typed: String) throws(CommandError) -> SleutelaanvraagCase {
        let digits = KeyDesk.digits(typed)
        guard digits.count >= Self.shortestPrefix else {
            throw .usage(
                "give at least \(Self.shortestPrefix) digits of the fingerprint", remedy: "see directory requests")
        }
        let found = try cases().filter { Hexadecimal.text($0.fingerprint).hasPrefix(digits) }
        guard found.count == 1, let one = found.first else {
            throw .refused(
                found.isEmpty ? "no request has this fingerprint" : "several requests begin with these digits",
                remedy: "see directory requests")
        }
        if let decision = one.decision {
            throw .refused(
                "it was \(decision.isApproved ? "approved" : "rejected") at \(decision.time) by \(decision.actor)")
        }
        return one
    }

    /// Keeps a decision, in the folder and in the audit log.
    func keep(_ decision: SleutelaanvraagDecision, on one: SleutelaanvraagCase) throws(CommandError) {
        do throws(DistributionError) { try node.desk.folder.decide(decision) } catch {
            throw NodeDirectory.refused(error)
        }
        let what = decision.isApproved ? "approved" : "rejected"
        let record = AuditRecord(
            time: decision.time, actor: decision.actor, action: .administer, party: one.party,
            message: one.support.first?.message, result: decision.isApproved ? "ok" : "rejected",
            detail: "keys of \(one.request.mail) \(what): \(Hexadecimal.text(decision.fingerprint)); \(decision.ground)"
        )
        let store = store
        try access.change { () async throws(StoreError) in try await store.record([record]) }
    }

    func lines(_ one: SleutelaanvraagCase) -> [String] {
        let party = snapshot.directory.party(one.party)?.name ?? "unknown party"
        let uses = one.request.wishes.map(\.use.rawValue).joined(separator: " and ")
        let support = one.support.map { "\($0.mail) at \($0.receivedAt)" }.joined(separator: ", ")
        let state =
            one.decision.map { "\($0.isApproved ? "approved" : "rejected") at \($0.time) by \($0.actor): \($0.ground)" }
            ?? one.missing(isCompared: false).map { "waits: \($0)" } ?? "may be approved"
        return [
            "\(one.party) \(party): \(uses) for \(one.request.name) <\(one.request.mail)>, \(one.request.reason.rawValue)",
            "  fingerprint \(KeyDesk.text(one.fingerprint))", "  signed by   \(support.isEmpty ? "nobody" : support)",
            "  \(state)",
        ]
    }

    func tree(_ one: SleutelaanvraagCase) -> JSONTree {
        [
            "party": .string(one.party.description), "mail": .string(one.request.mail),
            "name": .string(one.request.name), "reason": .string(one.request.reason.rawValue),
            "uses": .array(one.request.wishes.map { .string($0.use.rawValue) }),
            "fingerprint": .string(Hexadecimal.text(one.fingerprint)),
            "signedBy": .array(one.support.map { .string($0.mail) }),
            "missing": one.missing(isCompared: false).map { .string($0) } ?? .null,
            "decision": one.decision?.tree ?? .null,
        ]
    }
}
