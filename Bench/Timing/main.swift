internal import Envelope
internal import Foundation

/// Measures whether the time of a refusal tells its cause: `bench-timing [tries]`, 10,000 of each unless said otherwise.
///
/// The causes take turns in random order. Prints one line of JSON for each pair of cause and cause.
let tries = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 10_000
let cases: [(name: String, suite: Suite, key: KeyAlgorithm, failures: [Failure])] = [
    ("gcm-ecdh", .gcm, .p256, [.signature, .unwrap, .tag]),
    ("cbc-ecdh", .cbc, .p256, [.signature, .unwrap, .padding]),
    ("cbc-rsa15", .cbc, .rsa(bits: 3072), [.signature, .unwrap, .padding]),
]

func measure(_ exchange: Exchange, _ envelope: [UInt8], _ failure: Failure) throws -> Double {
    let start = ContinuousClock.now
    do throws(OpenError) {
        _ = try exchange.opener.open(envelope, from: exchange.partner, to: exchange.us, at: exchange.now)
    } catch {
        let duration = (ContinuousClock.now - start).components
        guard error.reason.rawValue == failure.rawValue else { throw error }
        return Double(duration.seconds) * 1e9 + Double(duration.attoseconds) / 1e9
    }
    throw Exchange.Unusable()
}

for (name, suite, key, failures) in cases {
    let exchange = try Exchange(suite, key)
    let envelopes = try failures.map { try exchange.envelope($0) }
    var durations = [[Double]](repeating: [], count: failures.count)
    for round in -100..<tries {
        for index in failures.indices.shuffled() {
            let duration = try measure(exchange, envelopes[index], failures[index])
            if round >= 0 { durations[index].append(duration) }
        }
    }
    let statistics = durations.map(Statistics.init)
    for index in failures.indices.dropFirst() {
        let (one, other) = (statistics[0], statistics[index])
        let line: [(String, String)] = [
            ("case", "\"\(name)\""), ("causes", "\"\(failures[0]) / \(failures[index])\""), ("tries", "\(tries)"),
            ("medians_us", String(format: "[%.2f, %.2f]", one.median / 1000, other.median / 1000)),
            ("ratio", String(format: "%.4f", other.median / one.median)),
            ("welch_t", String(format: "%.2f", other.t(one))),
        ]
        print("{" + line.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}")
    }
}
