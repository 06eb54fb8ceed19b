import Foundation
import Testing

/// The programs of `Tests/Peers`. Those that need packages are there when `script/peers-setup` has put them into `.venv`.
enum Peers {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let python = root.appending(path: ".venv/bin/python3")
    static let plainPython = URL(filePath: "/usr/bin/python3")

    /// With `WEERTHUIS_REQUIRE_PEERS=1` a test without its peer fails; else it is skipped and says why.
    static let areDue =
        FileManager.default.isExecutableFile(atPath: python.path)
        || ProcessInfo.processInfo.environment["WEERTHUIS_REQUIRE_PEERS"] == "1"
    static let reason: Comment = "the peers are not installed: run script/peers-setup"

    static func program(_ name: String) -> String { root.appending(path: "Tests/Peers/\(name)").path }
}
