internal import Envelope
internal import Schemas

/// What the node says about itself on its loopback address.
struct NodeWatch: Sendable {
    let party: OIN
    let store: Store
    let keys: KeyRing
    let directory: any DirectorySource
    let dispatcher: Dispatcher
    let mail: MailRoom?
    let metrics: NodeMetrics
    let certificates: TLSExpiries
    let clock: NodeClock

    /// For the listener.
    static let routes = ["/healthz": ["GET"], "/metrics": ["GET"]]

    func answer(_ request: HTTPRequest) async -> HTTPResponse {
        guard let methods = Self.routes[request.path] else { return .notFound }
        guard methods.contains(request.method) else { return .methodNotAllowed(methods) }
        if request.path == "/metrics" {
            return HTTPResponse(
                status: 200, headers: ["Content-Type": "text/plain; version=0.0.4; charset=utf-8"],
                body: Array((metrics.text + gauges).utf8))
        }
        let parts = await health
        let isUp = parts.allSatisfy(\.isUp)
        let tree = JSONTree.object([
            JSONMember("up", .bool(isUp)), JSONMember("parts", .array(parts.map(\.tree))),
        ])
        return HTTPResponse(
            status: isUp ? 200 : 503, headers: ["Content-Type": "application/json"], body: tree.encoded() + [0x0A])
    }

    var health: [HealthPart] {
        get async {
            let now = clock.now
            let snapshot = directory.current
            let stops = snapshot.sendingProblem(at: now) != nil
            return [
                await storeHealth, HealthPart("directory", problems: directory.problems(at: now), isUp: !stops),
                keyHealth(snapshot, now),
                certificateHealth(now),
                HealthPart("delivery", problems: dispatcher.failure.map { [$0.description] } ?? []),
                HealthPart("mail", problems: mail?.problem.map { [$0] } ?? []),
            ]
        }
    }

    /// A certificate that is over keeps partners out; one that will be is worth a word.
    private func certificateHealth(_ now: UTCTime) -> HealthPart {
        let all = certificates.all
        let isOver = all.contains { $0.kind == .server && $0.warning(at: now)?.isOver == true }
        return HealthPart("certificates", problems: all.compactMap { $0.sentence(at: now) }, isUp: !isOver)
    }

    /// Whether what is there can be read, and a message could be written now.
    private var storeHealth: HealthPart {
        get async {
            do throws(StoreError) {
                let damaged = try store.counts().damaged
                try await store.probe()
                let remark = "\(damaged) damaged rows; restore the last backup and let the partners send again"
                return HealthPart("store", problems: damaged > 0 ? [remark] : [], isUp: true)
            } catch {
                return HealthPart("store", problems: [error.description])
            }
        }
    }

    private func keyHealth(_ snapshot: DirectorySnapshot, _ now: UTCTime) -> HealthPart {
        guard let entry = snapshot.directory.party(party) else {
            return HealthPart("keys", problems: ["party \(party) is not in the directory; ask the administrator"])
        }
        var problems: [String] = []
        if keys.signer(ofNodeIn: entry, at: now) == nil {
            problems.append("no active node key is here: no receipts can be signed; put it in the folder of the keys")
        }
        if keys.openingKeys(in: entry, at: now).isEmpty {
            problems.append(
                "no encryption key of a contactpersoon is here: nothing can be opened; put one in the folder")
        }
        if let health = keys.process?.health, !health.isUp { problems.append(health.description) }
        return HealthPart("keys", problems: problems)
    }

    /// Numbers of this moment, in the text format of Prometheus.
    private var gauges: String {
        let now = clock.now.secondsSinceEpoch
        let header = directory.current.directory.header
        var text = ""
        if let counts = try? store.counts() {
            text += Self.gauge(
                "messages", "Messages in the store, by state.", "state", counts.states.map { ($0.rawValue, $1) })
            text += Self.gauge("damaged_rows", "Rows that are not as they were written.", counts.damaged)
        }
        if let oldest = try? store.oldestWaiting() {
            text += Self.gauge(
                "queue_age_seconds", "Age of the longest waiting delivery.", Int(now - oldest.secondsSinceEpoch))
        } else {
            text += Self.gauge("queue_age_seconds", "Age of the longest waiting delivery.", 0)
        }
        text += Self.gauge("directory_sequence", "Edition of the directory.", Int(header.sequence))
        text += Self.gauge("directory_age_seconds", "Age of the edition.", Int(now - header.issued.secondsSinceEpoch))
        text += Self.gauge(
            "directory_valid_seconds", "Until the edition ends.", Int(header.validUntil.secondsSinceEpoch - now))
        return text
            + Self.gauge(
                "expiry_days", "Until the first of its kind ends; negative when it is over.", "what", expiries)
    }

    /// In days, the first of each kind.
    private var expiries: [(String, Int)] {
        let now = clock.now
        let all = Expiry.all(of: party, in: directory.current, at: now) + certificates.all
        return Dictionary(grouping: all, by: \.kind).map { kind, all in
            let end = all.map(\.end.secondsSinceEpoch).min() ?? 0
            return (kind.rawValue, Int((Double(end - now.secondsSinceEpoch) / 86_400).rounded(.down)))
        }
    }

    private static func gauge(_ name: String, _ help: String, _ value: Int) -> String {
        "# HELP weerthuis_\(name) \(help)\n# TYPE weerthuis_\(name) gauge\nweerthuis_\(name) \(value)\n"
    }

    private static func gauge(_ name: String, _ help: String, _ label: String, _ values: [(String, Int)]) -> String {
        "# HELP weerthuis_\(name) \(help)\n# TYPE weerthuis_\(name) gauge\n"
            + values.sorted { $0.0 < $1.0 }.map { "weerthuis_\(name){\(label)=\"\($0.0)\"} \($0.1)\n" }.joined()
    }
}
