import Envelope
import Foundation
import Testing

@testable import Gateway

/// A folder with key pairs and the program that holds them in a process of its own.
final class KeyProcessFixture: Sendable {
    static let passphrase = Array("een-zin-die-niemand-raadt".utf8)

    let folder: String
    /// In the order of their names.
    let keys: [PrivateKey]

    init(_ algorithms: [KeyAlgorithm]) throws {
        folder = NSTemporaryDirectory() + "weerthuis-keys-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        keys = try algorithms.map { try PrivateKey.generate($0) }
        for (index, key) in keys.enumerated() { try add(key, named: "k\(index)") }
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// Writes a pair, for encryption.
    func add(_ key: PrivateKey, named name: String) throws {
        let mint = try CertificateMint.shared.get()
        let subject = try CertificateName(
            commonName: name, organization: "Proef", organizationNumber: nil, isExample: true)
        let certificate = try mint.authority.issue(
            to: subject, key: key.publicKey, use: .encryption, email: nil,
            validity: try Validity(from: CertificateMint.day(-1), until: CertificateMint.day(9)))
        let pem = try key.encryptedPEM(passphrase: Passphrase(Self.passphrase))
        try Data(pem.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).key.pem"))
        try Data(certificate.pem.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).cert.pem"))
    }

    /// The program beside the one that runs the tests.
    static var program: String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (own as NSString).deletingLastPathComponent + "/weerthuis"
    }

    var settings: KeyProcessSettings {
        var settings = KeyProcessSettings(folder: KeyFolder(path: folder))
        settings.program = Self.program
        return settings
    }

    func start(
        limit: Duration = .seconds(60), report: @escaping @Sendable (KeyProcessHealth) -> Void = { _ in }
    ) throws -> KeyProcess {
        var passphrase = Self.passphrase
        var settings = settings
        settings.limit = limit
        return try KeyProcess(settings, passphrase: &passphrase, report: report)
    }

    /// Stops a process as a debugger does, and waits until it stands still.
    static func halt(_ pid: Int32) {
        kill(pid, SIGSTOP)
        wait {
            let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
            return status.contains("State:\tT")
        }
    }

    /// Runs `body` on so many threads at once. Tasks would not do: those that block leave none to others.
    static func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let group = DispatchGroup()
        for thread in 0..<count {
            group.enter()
            Thread.detachNewThread {
                body(thread)
                group.leave()
            }
        }
        group.wait()
    }

    /// Waits until a condition holds, at most half a minute.
    static func wait(_ condition: () -> Bool) {
        for _ in 0..<3000 where !condition() { usleep(10_000) }
    }
}
