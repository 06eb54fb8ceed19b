/// What the stores say at the end, held against the ledger.
struct Comparison {
    /// Told to the sender as accepted.
    private(set) var accepted = 0
    /// Deliveries that these make: an aanmelding goes to two parties.
    private(set) var deliveries = 0
    /// Also counts what was stored, though the sender was killed before it could say so.
    private(set) var stored = 0
    private(set) var lost: [String] = []
    private(set) var doubled: [String] = []
    private(set) var misreported: [String] = []
    private(set) var strange: [String] = []
    private(set) var broken: [String] = []

    private var cancelled: Set<String> = []

    private static let ends: Set<String> = ["delivered", "accepted"]

    /// - Parameters:
    ///   - views: by number of the party.
    ///   - sender: the number of the party whose messages are in the ledger.
    init(ledger: Ledger, views: [String: StoreView], sender: String) {
        guard let own = views[sender] else { return }
        let (cancelled, ledger) = (ledger.cancelled, ledger.entries)
        accepted = ledger.count
        self.cancelled = cancelled
        var outbound: [String: String] = [:]
        for row in own.rows where row.direction == "outbound" { outbound["\(row.id) \(row.partner)"] = row.state }
        stored = outbound.count
        deliveries = ledger.reduce(0) { $0 + $1.receivers.count }
        for entry in ledger {
            for receiver in entry.receivers where outbound["\(entry.message) \(receiver)"] == nil {
                lost.append("\(entry.message) to \(receiver): told as accepted, and not in the sender's store")
            }
        }
        let arrivals = Dictionary(
            grouping: views.flatMap { party, view in
                view.rows.filter { $0.direction == "inbound" && $0.partner == sender }.map { ($0.id, party) }
            }
        ) { "\($0.0) \($0.1)" }
        for (delivery, state) in outbound {
            judge(delivery, state, times: arrivals[delivery]?.count ?? 0)
        }
        for arrival in arrivals.keys where outbound[arrival] == nil {
            broken.append("\(arrival): arrived, and its sender does not have it")
        }
        for (party, view) in views {
            judgeAnswers(party, view, views)
            judgeStates(party, view)
        }
    }

    var isClean: Bool { [lost, doubled, misreported, strange, broken].allSatisfy(\.isEmpty) }

    mutating func note(broken text: String) { broken.append(text) }

    private mutating func judge(_ delivery: String, _ state: String, times: Int) {
        guard !cancelled.contains(String(delivery.prefix { $0 != " " })) else {
            if times > 0 || state != "cancelled" {
                misreported.append("\(delivery): was cancelled before it left; \(state), arrived \(times) times")
            }
            return
        }
        if times > 1 { doubled.append("\(delivery): arrived \(times) times") }
        if times == 0, state == "delivered" {
            misreported.append("\(delivery): delivered, says the sender; the receiver has it not")
        } else if times == 0 {
            lost.append("\(delivery): never arrived; \(state)")
        } else if state != "delivered" {
            misreported.append("\(delivery): arrived, and the sender says \(state)")
        }
    }

    /// One answer for each message that arrived and is answered, at both ends.
    private mutating func judgeAnswers(_ party: String, _ view: StoreView, _ views: [String: StoreView]) {
        let asked = view.rows.filter { $0.direction == "inbound" && $0.type != "retour" }
        let answers = view.rows.filter { $0.direction == "outbound" && $0.type == "retour" }
        let perDossier = Dictionary(grouping: asked) { "\($0.dossier) \($0.partner)" }.mapValues(\.count)
        let given = Dictionary(grouping: answers) { "\($0.dossier) \($0.partner)" }.mapValues(\.count)
        for (place, count) in perDossier where given[place, default: 0] != count {
            let found = given[place, default: 0]
            let line = "\(place): \(count) arrived at \(party), \(found) answered"
            if found > count { doubled.append(line) } else { lost.append(line) }
        }
        for (place, count) in given where perDossier[place] == nil {
            doubled.append("\(place): \(count) answers without a message")
        }
        for answer in answers {
            let there = views[answer.partner]?.rows.filter { $0.direction == "inbound" && $0.id == answer.id }.count
            if there == 0 { lost.append("retour \(answer.id): never arrived; \(answer.state)") }
        }
        for message in asked {
            let entries = view.audit["accept \(message.id) \(message.partner)", default: 0]
            if entries != 1 { doubled.append("\(message.id): accepted \(entries) times, says the log of \(party)") }
        }
    }

    private mutating func judgeStates(_ party: String, _ view: StoreView) {
        for row in view.rows
        where !Self.ends.contains(row.state) && !(row.state == "cancelled" && cancelled.contains(row.id)) {
            strange.append("\(row.direction) \(row.id) at \(party): \(row.state)")
        }
        for (step, count) in view.steps where count != 1 {
            doubled.append("step \(step.kind) of \(step.message): \(count) times")
        }
        for row in view.rows where row.direction == "outbound" && row.state == "delivered" && row.type != "retour" {
            for kind in ["opgeslagen", "gekeurd"]
            where view.steps[.init(message: row.id, partner: row.partner, kind: kind)] == nil {
                lost.append("\(row.id): no step \(kind)")
            }
        }
        if view.damaged != 0 { broken.append("\(view.damaged) damaged rows at \(party)") }
        if view.integrity != "ok" { broken.append("SQLite at \(party): \(view.integrity.prefix(200))") }
        if view.brokenLinks != 0 { broken.append("\(view.brokenLinks) broken links in the log of \(party)") }
    }
}
