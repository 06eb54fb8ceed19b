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

    /// A request that was brought in person, because both contactpersonen lost their keys.
    ///
    /// - Parameter draft: in which those keys are revoked: while somebody of the party can sign, that is the way.
    func newStart(
        _ arguments: ParsedArguments, _ draft: DirectoryDraft, on console: any Console
    ) throws(CommandError) -> SleutelaanvraagCase {
        let content = try FileAccess.read(try arguments.required("request"), limit: 1 << 20, on: console)
        guard let data = try? JSONDocument(parsing: content).root, let request = Sleutelaanvraag(data),
            let fingerprint = try? request.fingerprint()
        else { throw .refused("the file is no request", remedy: "keys rotate --hold makes one") }
        let typed = KeyDesk.digits(arguments.operands[0])
        guard typed.count >= Self.shortestPrefix, Hexadecimal.text(fingerprint).hasPrefix(typed) else {
            throw .refused("the file is not the request with that fingerprint")
        }
        let oin = try DraftEdit.party(arguments)
        guard let party = snapshot.directory.party(oin) else { throw .refused("party \(oin) is not in the directory") }
        if let mail = Self.signers(of: party, draft, at: SystemClock.now).first {
            throw .refused(
                "\(mail) can still sign",
                remedy: "let that person sign or confirm the request, or revoke the keys first")
        }
        var one = SleutelaanvraagCase(party: oin, request: request, fingerprint: fingerprint)
        one.isNewStart = true
        return one
    }

    /// Who of a party has a signing key in force that the draft does not revoke.
    private static func signers(of party: Party, _ draft: DirectoryDraft, at now: UTCTime) -> [String] {
        let revoked = Set(
            draft.directory(at: now)?.party(party.oin)?.keys.filter { $0.life.revokedAt != nil }.map(\.certificate)
                ?? [])
        return party.contactpersonen.filter { person in
            person.keys.contains {
                $0.use == .signing && $0.life.state(at: now) == .active && !revoked.contains($0.certificate)
            }
        }.map(\.mail)
    }

    /// Keeps a decision, in the folder and in the audit log.
    ///
    /// - Parameter certificates: what was issued or taken over, as the audit log names them.
    func keep(
        _ decision: SleutelaanvraagDecision, on one: SleutelaanvraagCase, certificates: [String] = []
    ) throws(CommandError) {
        do throws(DistributionError) { try node.desk.folder.decide(decision) } catch {
            throw NodeDirectory.refused(error)
        }
        let what = decision.isApproved ? "approved" : "rejected"
        let issued = certificates.isEmpty ? "" : "; certificates \(certificates.joined(separator: " and "))"
        let record = AuditRecord(
            time: decision.time, actor: decision.actor, action: .administer, party: one.party,
            message: one.support.first?.message, result: decision.isApproved ? "ok" : "rejected",
            detail: "keys of \(one.request.holder ?? "the node") \(what): \(Hexadecimal.text(decision.fingerprint)); "
                + "\(decision.ground)\(issued)"
        )
        let store = store
        try access.change { () async throws(StoreError) in try await store.record([record]) }
    }

    /// Tells every contactpersoon of the party what was decided, with a message of this node. Who brought the request in person
    /// knows; everybody else of that party lost the key to read it with.
    func tell(_ one: SleutelaanvraagCase, _ state: Sleutelbericht.State, on console: any Console) {
        guard let type = snapshot.routing.profile.message(serving: .keyNotice), let first = one.support.first,
            let own = snapshot.directory.party(access.configuration.party),
            let field = snapshot.routing.originalField(of: type.name, from: own.role)?.field.tokens.first,
            let source = MessageSource(party: own.oin, system: access.configuration.system)
        else { return }
        let notice = Sleutelbericht(
            request: one.request, message: first.message, signers: one.support.map(\.mail), state: state,
            administrator: own)
        guard let data = try? notice.data(naming: field).encoded() else { return }
        let place = access.configuration.store
        let outbound = Outbound(
            composer: Composer(source: source), store: store, directory: StandingDirectory(current: snapshot),
            clock: NodeClock(), onStored: { StoreBell.ring(at: place) })
        let submission = Submission(type: type.name, data: data, releasedBy: .node, answeredParty: one.party)
        do throws(SubmissionError) {
            let report = try Awaited.value { () async throws(SubmissionError) in try await outbound.submit(submission) }
            let people = report.receivers.flatMap(\.people).joined(separator: " and ")
            console.note("told to \(people): message \(report.message)")
        } catch {
            console.note("the contactpersonen were not told, call them: \(error)")
        }
    }

    func lines(_ one: SleutelaanvraagCase) -> [String] {
        let party = snapshot.directory.party(one.party)?.name ?? "unknown party"
        let uses = one.request.wishes.map(\.use.rawValue).joined(separator: " and ")
        let support = one.support.map { "\($0.mail) at \($0.receivedAt)" }.joined(separator: ", ")
        let state =
            one.decision.map { "\($0.isApproved ? "approved" : "rejected") at \($0.time) by \($0.actor): \($0.ground)" }
            ?? one.missing(isCompared: false).map { "waits: \($0)" } ?? "may be approved"
        return [
            "\(one.party) \(party): \(uses) for \(one.request.isForNode ? "the node, asked by " : "")\(one.request.name) <\(one.request.mail)>, \(one.request.reason.rawValue)",
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
