internal import Envelope
internal import Foundation
internal import Schemas

/// The forms of one dossier travel between four nodes, and what must be refused is.
final class Demonstration {
    private static let patience: Duration = .seconds(90)

    private let folder: String
    private let forms: String
    private let passphrase: [UInt8]
    private let isJSON: Bool
    private let console: any Console
    private let parties: [String: DemoParty]
    private let profile: Profile
    private let dossier: UniqueID

    /// - Parameters:
    ///   - folder: with the node folders of the four parties.
    ///   - forms: a folder with filled-in forms.
    ///   - isJSON: tells each step as a line of JSON, instead of in words.
    init(
        folder: String, forms: String, passphrase: [UInt8], isJSON: Bool = false, on console: any Console
    ) throws(CommandError) {
        self.folder = folder
        self.forms = forms
        self.passphrase = passphrase
        self.isJSON = isJSON
        self.console = console
        var parties: [String: DemoParty] = [:]
        for name in DemoRegion.parties { parties[name] = try DemoParty(folder: "\(folder)/\(name)", on: console) }
        self.parties = parties
        do throws(ProfileError) { profile = try Profile.embedded() } catch { throw .failed("\(error)") }
        dossier = UniqueID(
            random: Moment(now: SystemClock.now, milliseconds: 0, today: CivilDate(dayNumber: 0)).random())
    }

    deinit { for party in parties.values { party.stop() } }

    func run() throws(CommandError) {
        try start()
        try journey()
        try reading()
        try refusals()
        try absence()
    }

    private func start() throws(CommandError) {
        let begin = ContinuousClock.now
        for name in DemoRegion.parties { try party(name).start() }
        for name in DemoRegion.parties { try party(name).waitUntilReady() }
        let took = Self.milliseconds(since: begin)
        try say(
            "Four nodes run on loopback, started in \(Int(took)) ms: \(DemoRegion.parties.joined(separator: ", ")).")
        try tell(
            "start",
            ["nodes": .array(DemoRegion.parties.map { .string($0) }), "milliseconds": .number(JSONNumber(Int(took)))])
    }

    private func journey() throws(CommandError) {
        try say(
            "\nDossier \(dossier): four forms and an aanmeldbericht. The time is from release to verified receipt.\n")
        try say(DemoTable.head)
        try say(DemoTable.rule)
        try send("registratie", "zorgaanbieder", "m.postma@deterp.example")
        try send("aanmelding", "zorgaanbieder", "t.bakker@deterp.example")
        try send("vervolgwonen", "zorgaanbieder", "m.postma@deterp.example")
        try send("aanmeldbericht", "transferpunt", "a.hoekstra@transferpunt.example", to: "woningcorporatie")
        try send("plaatsing", "zorgaanbieder", "m.postma@deterp.example")
    }

    /// A contactpersoon of the Transferpunt opens the registratie; the zorgaanbieder hears of it.
    private func reading() throws(CommandError) {
        let (sender, receiver) = (try party("zorgaanbieder"), try party("transferpunt"))
        let store = try sender.store(passphrase)
        guard let id = try registration(store) else { throw .failed("the registratie is not in the store") }
        let command = [
            "open", id.message.description, "--as", "l.visser@transferpunt.example", "--node", receiver.folder, "--out",
            "\(folder)/registratie.json",
        ]
        guard WeerThuisTool.run(command, on: console) == .success else {
            throw .failed("the registratie was not opened")
        }
        try wait("the news that the registratie was opened") { () throws(CommandError) in
            ((try? store.steps(of: .outbound(id))) ?? []).contains { $0.kind == .geopend }
        }
        try say("\nL. Visser opened the registratie at the Transferpunt. What the zorgaanbieder knows of it:\n")
        let names = try NodeNames(sender.access, on: console)
        let steps = (try? store.steps(of: .outbound(id))) ?? []
        let rows = steps.map { [$0.kind.rawValue, DutchTime.text($0.time), names.actor($0.by)] }
        let receipts = steps.map { step -> JSONTree in
            ["receipt": .string(step.kind.rawValue), "time": .string("\(step.time)"), "by": .string(step.by)]
        }
        try tell("opened", ["message": "registratie", "receipts": .array(receipts)])
        try say(TextTable(columns: ["receipt", "time", "by"], rows: rows, wrapped: 2, wrapWidth: 60).text)
    }

    private func registration(_ store: Store) throws(CommandError) -> DeliveryID? {
        do throws(StoreError) {
            let found = try store.messages(MessageFilter(direction: .outbound, dossier: dossier)).messages
            for case .outbound(let id) in found.filter({ $0.type == "registratie" }).map(\.id) { return id }
            return nil
        } catch {
            throw CommandError(error)
        }
    }

    private func refusals() throws(CommandError) {
        let sender = try party("zorgaanbieder")
        let store = try sender.store(passphrase)
        try say("\nAn incomplete form is refused with every finding, before anything is encrypted:\n")
        let incomplete = Submission(
            type: "registratie", data: try form("registratie-onvolledig"),
            releasedBy: .contactpersoon(mail: "m.postma@deterp.example"))
        guard case .failure(.form(let report)) = try sender.submit(incomplete, store) else {
            throw .failed("the incomplete form was not refused")
        }
        let findings = report.findings.map { finding -> JSONTree in
            [
                "code": .string(finding.code.rawValue), "pointer": .string(finding.pointer.description),
                "sentence": .string(finding.sentence),
            ]
        }
        try tell("incomplete-form-refused", ["findings": .array(findings)])
        let rows = report.rows.map { [$0[0], $0[1], $0[3]] }
        try say(TextTable(columns: ["Code", "Veld", "Bevinding"], rows: rows, wrapped: 2, wrapWidth: 78).text)
        try say(
            "\nA form from somebody who is not a contactpersoon is refused by the own node, before anything is encrypted:\n"
        )
        let stranger = Submission(
            type: "registratie", data: try form("registratie"),
            releasedBy: .contactpersoon(mail: "stagiair@deterp.example"))
        guard case .failure(.routing(let findings)) = try sender.submit(stranger, store) else {
            throw .failed("the stranger's form was not refused")
        }
        for finding in findings { try say("\(finding)") }
        try tell("stranger-refused", ["codes": .array(findings.map { .string($0.code.rawValue) })])
        try impostor(stranger.data.revealed)
    }

    /// The same person goes past the node, with a certificate of his own making in the name of the party.
    private func impostor(_ form: [UInt8]) throws(CommandError) {
        let (sender, receiver) = (try party("zorgaanbieder"), try party("transferpunt"))
        let attempt = try DemoStranger(party: sender, receiver: receiver).attempt(
            "registratie", form: form, dossier: dossier)
        guard case .needsPerson(let reason) = attempt.verdict else {
            throw .failed("the receiver did not refuse the stranger: \(attempt.verdict)")
        }
        let store = try receiver.store(passphrase)
        let stored: Bool
        do throws(StoreError) {
            stored = try !store.messages(MessageFilter(direction: .inbound, message: attempt.message)).messages.isEmpty
        } catch {
            throw CommandError(error)
        }
        guard !stored else { throw .failed("the receiver stored the stranger's form") }
        try say(
            "\nThe same person seals it himself, with a certificate of his own making in the name of the zorgaanbieder, and brings it\n"
                + "to the Transferpunt's node. That node knows no such key, stores nothing, and tells an unknown sender no reason:\n"
        )
        try say("  \(reason)")
        try tell("impostor-refused", ["reason": .string(reason)])
    }

    /// A node that is down gets its message when it is back.
    private func absence() throws(CommandError) {
        try say("\nThe corporatie's node is down, and an aanmeldbericht for it waits:\n")
        let (sender, corporatie) = (try party("transferpunt"), try party("woningcorporatie"))
        corporatie.stop()
        let begin = ContinuousClock.now
        let store = try sender.store(passphrase)
        let submission = Submission(
            type: "aanmeldbericht", data: try form("aanmeldbericht"),
            releasedBy: .contactpersoon(mail: "a.hoekstra@transferpunt.example"), dossier: dossier,
            chosen: [corporatie.oin])
        guard case .success(let report) = try sender.submit(submission, store) else {
            throw .failed("the aanmeldbericht was not taken")
        }
        let id = DeliveryID(message: report.message, recipient: corporatie.oin)
        try wait("the first attempt") { () throws(CommandError) in
            try self.summary(id, store).state == .outbound(.deferred)
        }
        let waiting = try summary(id, store)
        try say("  \(MessageTerms.text(waiting.state)): \(waiting.lastReason ?? "")")
        try tell(
            "node-down",
            [
                "message": "aanmeldbericht", "state": .string(MessageTerms.name(waiting.state)),
                "reason": .string(waiting.lastReason ?? ""),
            ])
        try corporatie.start()
        try corporatie.waitUntilReady()
        try wait("the delivery") { () throws(CommandError) in
            try self.summary(id, store).state == .outbound(.delivered)
        }
        let seconds = Self.milliseconds(since: begin) / 1000
        let attempts = try summary(id, store).attempts
        try say(
            "  The node is back: afgeleverd, receipt verified, at attempt \(attempts), after "
                + "\(Int(seconds.rounded())) seconds. (The demonstration retries after 3 seconds; a real node after 5 minutes.)"
        )
        try tell(
            "node-back",
            [
                "message": "aanmeldbericht", "state": "delivered", "attempts": .number(JSONNumber(attempts)),
                "milliseconds": .number(JSONNumber(Int(seconds * 1000))),
            ])
    }
}

extension Demonstration {
    /// Sends a form and tells, for each receiving party, who could open it and when its receipt was verified.
    private func send(_ type: String, _ from: String, _ mail: String, to chosen: String? = nil) throws(CommandError) {
        let sender = try party(from)
        let store = try sender.store(passphrase)
        let submission = Submission(
            type: type, data: try form(type), releasedBy: .contactpersoon(mail: mail), dossier: dossier,
            chosen: try chosen.map { (name) throws(CommandError) in [try party(name).oin] } ?? [])
        let begin = ContinuousClock.now
        let report: SubmissionReport
        switch try sender.submit(submission, store) {
        case .success(let sent): report = sent
        case .failure(let error): throw .failed("\(type) was refused: \(error)")
        }
        var pending = report.receivers
        var isFirst = true
        while !pending.isEmpty {
            guard ContinuousClock.now - begin < Self.patience else { throw .failed("\(type): no receipt came") }
            for receiver in pending {
                let id = DeliveryID(message: report.message, recipient: receiver.party)
                guard try summary(id, store).state == .outbound(.delivered) else { continue }
                let took = Self.milliseconds(since: begin)
                let person = sender.directory.directory.party(sender.oin)?.contactpersoon(mail: mail)?.name ?? mail
                try say(
                    DemoTable.row(
                        isFirst ? type : "", isFirst ? "\(person), \(from)" : "", receiver.name,
                        receiver.people.joined(separator: ", "), "verified", milliseconds: took))
                try tell(
                    "delivered",
                    [
                        "message": .string(type), "from": .string(from), "releasedBy": .string(mail),
                        "to": .string(receiver.party.description), "name": .string(receiver.name),
                        "readers": .array(receiver.people.map { .string($0) }), "receipt": "verified",
                        "milliseconds": .number(JSONNumber(Int(took))),
                    ])
                isFirst = false
                pending.removeAll { $0.party == receiver.party }
            }
            usleep(500)
        }
    }

    private func summary(_ id: DeliveryID, _ store: Store) throws(CommandError) -> MessageSummary {
        do throws(StoreError) { return try store.summary(of: .outbound(id)) } catch { throw CommandError(error) }
    }

    private func wait(_ what: String, _ condition: () throws(CommandError) -> Bool) throws(CommandError) {
        let begin = ContinuousClock.now
        while try !condition() {
            guard ContinuousClock.now - begin < Self.patience else { throw .failed("\(what) did not come in time") }
            usleep(5_000)
        }
    }

    private func party(_ name: String) throws(CommandError) -> DemoParty {
        guard let party = parties[name] else { throw .failed("there is no party \(name)") }
        return party
    }

    private func form(_ name: String) throws(CommandError) -> [UInt8] {
        try FileAccess.read("\(forms)/\(name).json", limit: 1 << 20, on: console)
    }

    private func say(_ line: String) throws(CommandError) {
        if !isJSON { try console.print(line) }
    }

    private func tell(_ step: String, _ facts: KeyValuePairs<String, JSONTree>) throws(CommandError) {
        guard isJSON else { return }
        try console.report(.object([JSONMember("step", .string(step))] + facts.map { JSONMember($0.key, $0.value) }))
    }

    private static func milliseconds(since begin: ContinuousClock.Instant) -> Double {
        let took = (ContinuousClock.now - begin).components
        return Double(took.seconds) * 1000 + Double(took.attoseconds) / 1e15
    }
}
