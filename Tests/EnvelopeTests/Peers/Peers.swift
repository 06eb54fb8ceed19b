import Foundation
import Testing

/// The independent programs of `Tests/Peers`, which `script/peers-setup` installs into `.venv`.
enum Peers {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let python = root.appending(path: ".venv/bin/python3")

    /// With `WEERTHUIS_REQUIRE_PEERS=1` a test without its peer fails; else it is skipped and says why.
    static let areDue =
        FileManager.default.isExecutableFile(atPath: python.path)
        || ProcessInfo.processInfo.environment["WEERTHUIS_REQUIRE_PEERS"] == "1"
    static let reason: Comment = "the peers are not installed: run script/peers-setup"

    static func program(_ name: String) -> String { root.appending(path: "Tests/Peers/\(name)").path }

    /// Runs a peer to its end.
    static func run(_ tool: OpenSSLTool, _ name: String, _ arguments: [String]) throws -> OpenSSLTool.Outcome {
        try #require(FileManager.default.isExecutableFile(atPath: python.path), reason)
        return try tool.run(program: python.path, [program(name)] + arguments)
    }
}
