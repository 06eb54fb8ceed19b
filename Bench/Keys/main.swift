internal import Envelope
internal import Foundation
internal import Gateway
internal import Synchronization

// What a key process costs: signatures and openings, in this process and through the other one, by 1 caller and by 4 at once.
// Usage: bench-keys PATH-OF-WEERTHUIS

private let passphrase = Array("alleen om te meten".utf8)
private let seconds = 0.4

private func makeFolder() throws -> (path: String, key: PrivateKey) {
    let path = NSTemporaryDirectory() + "bench-keys-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let key = try PrivateKey.generate()
    let pem = try key.encryptedPEM(passphrase: Passphrase(passphrase))
    try Data(pem.utf8).write(to: URL(fileURLWithPath: path + "/a.key.pem"))
    try Data().write(to: URL(fileURLWithPath: path + "/a.cert.pem"))
    return (path, key)
}

/// Calls per second of `work`, by so many threads.
private func rate(_ callers: Int, _ work: @escaping @Sendable () -> Void) -> Double {
    let total = Mutex(0)
    let group = DispatchGroup()
    let began = ContinuousClock.now
    for _ in 0..<callers {
        group.enter()
        Thread.detachNewThread {
            var count = 0
            while ContinuousClock.now - began < .seconds(seconds) {
                for _ in 0..<16 { work() }
                count += 16
            }
            total.withLock { $0 += count }
            group.leave()
        }
    }
    group.wait()
    return Double(total.withLock(\.self)) / ((ContinuousClock.now - began) / .seconds(1))
}

/// Microseconds of each caller's time for a call, here and through the key process: the least of three rounds by turns.
private func report(_ name: String, _ here: @escaping @Sendable () -> Void, _ there: @escaping @Sendable () -> Void) {
    for callers in [1, 4] {
        var (least, leastApart) = (Double.infinity, Double.infinity)
        for _ in 0..<3 {
            least = min(least, 1e6 * Double(callers) / rate(callers, here))
            leastApart = min(leastApart, 1e6 * Double(callers) / rate(callers, there))
        }
        print(
            """
            {"name": "\(name)", "callers": \(callers), "here_us": \(least), "apart_us": \(leastApart)}
            """)
    }
}

private let (folder, key) = try makeFolder()
defer { try? FileManager.default.removeItem(atPath: folder) }
private let measured = try MeasuredKeys(
    folder: folder, program: CommandLine.arguments.dropFirst().first ?? "weerthuis", passphrase: passphrase)
private let remote = measured.keys[0]
private let digest = try Digest(.sha256, of: [1])
/// The public point itself serves as the ephemeral one: what comes out is a stand-in, after the same work.
private let wrapped = WrappedKey(
    scheme: .agreement(digest: .sha256, originator: Array(key.publicKey.encoded.suffix(65)), sharedInfo: [1]),
    encryptedKey: [UInt8](repeating: 1, count: 40))
report("signature", { _ = try? key.sign(digest) }, { _ = try? remote.sign(digest) })
report("opening", { _ = try? key.unwrap(wrapped) }, { _ = try? remote.unwrap(wrapped) })
