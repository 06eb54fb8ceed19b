internal import Foundation
internal import Gateway

/// Two nodes: this process is the sender, the peer is `weerthuis serve`. Both write to disk.
struct Exchange {
    /// Forms on their way at a time in the sustained part: as many as a node has under way by default (`delivery.attemptsAtOnce`).
    private static let atOnce = 64
    private static let warmUp = 100

    private let options: Options
    private let events = Events()

    init(_ options: Options) { self.options = options }

    func run() async throws {
        let events = events
        let node = try MeasuredNode(folder: try options.text("node")) { events.take($0) }
        try await node.start()
        let send = Sender(node: node, form: try options.file("form"), mail: try options.text("as"), events: events)
        try await send.together(Self.warmUp, atOnce: Self.atOnce)
        let alone = try await latencies(send)
        let meter = try Meter(peer: try options.number("peer"))
        let count = try options.number("together")
        try await send.together(count, atOnce: Self.atOnce)
        let used = try meter.read()
        await node.stop()
        report(alone, count, used)
    }

    private func latencies(_ send: Sender) async throws -> [Double] {
        var times: [Double] = []
        for _ in 0..<(try options.number("alone")) {
            times.append(try await send.alone())
            try await Task.sleep(for: .milliseconds(5))
        }
        return times.sorted()
    }

    /// Every form brings a retour back: two signed messages, each with its receipt.
    private func report(_ alone: [Double], _ forms: Int, _ used: Meter.Reading) {
        let signed = Double(forms * 2)
        let result: [String: Double] = [
            "median_ms": alone[alone.count / 2] * 1e3, "p99_ms": alone[alone.count * 99 / 100] * 1e3,
            "signed": signed, "seconds": used.seconds, "per_second": signed / used.seconds,
            "sender_us": used.own / signed * 1e6, "receiver_us": used.peer / signed * 1e6,
            "us": (used.own + used.peer) / signed * 1e6, "peer_rss_kib": used.peerResident,
        ]
        let text = result.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\(($0.value * 100).rounded() / 100)" }
        print("{\(text.joined(separator: ","))}")
    }
}
