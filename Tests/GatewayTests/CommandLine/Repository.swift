import Foundation
import Gateway

/// Where the tests find forms and keys, and where they may write.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path()

    static func form(_ name: String) -> String { "\(root)/Tests/Vectors/formulieren/\(name).json" }

    /// - Parameter name: such as `zorgaanbieder/postma.signing`.
    static func key(_ name: String) -> String { "\(root)/keys-example/\(place(name)).key.pem" }

    static func certificate(_ name: String) -> String { "\(root)/keys-example/\(place(name)).cert.pem" }

    /// Parties keep their keys in a folder of their own.
    private static func place(_ name: String) -> String {
        name.hasPrefix("authority/") ? name : name.replacing("/", with: "/keys/", maxReplacements: 1)
    }
}

/// A folder of a test's own, removed when the test ends, with the passphrase of keys-example as its owner would keep it.
final class WorkFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "weerthuis-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let passphrase = try Data(contentsOf: URL(filePath: "\(Repository.root)/keys-example/passphrase.txt"))
        try write("passphrase", Array(passphrase), mode: 0o600)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    subscript(name: String) -> String { "\(path)/\(name)" }

    func write(_ name: String, _ bytes: [UInt8], mode: Int = 0o600) throws {
        try Data(bytes).write(to: URL(filePath: self[name]))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: self[name])
    }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: self[name]))) }

    func permissions(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: self[name])[.posixPermissions] as? Int
    }
}
