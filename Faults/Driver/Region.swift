import Foundation
import Schemas

/// A copy of the example region, with addresses of its own, in a folder for one run.
final class Region {
    struct Member {
        let folder: String
        let number: String
        /// Where partners go: the relay.
        let port: UInt16
        /// Where the node listens.
        let backend: UInt16
        let local: UInt16
    }

    static let names = ["zorgaanbieder", "transferpunt", "gemeente"]
    private static let parties = names + ["woningcorporatie", "woningcorporatie-as2", "regiobeheerder"]

    let folder: String
    let passphrase: String
    private(set) var members: [String: Member] = [:]
    private let options: Options

    init(_ options: Options, in folder: String) throws {
        self.options = options
        self.folder = folder
        let source = try FileManager.default.contentsOfDirectory(atPath: options.example)
        try FileManager.default.createDirectory(atPath: "\(folder)/tmp", withIntermediateDirectories: true)
        for name in source where name != "directory" {
            try FileManager.default.copyItem(atPath: "\(options.example)/\(name)", toPath: "\(folder)/\(name)")
        }
        passphrase = "\(folder)/passphrase"
        try FileManager.default.copyItem(atPath: "\(folder)/passphrase.txt", toPath: passphrase)
        guard chmod(passphrase, 0o600) == 0 else { throw FaultsError("\(passphrase): chmod") }
        try address()
        try sign()
        for (index, name) in Self.names.enumerated() { try settle(name, index) }
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// The passphrase of all keys, as text.
    var secret: String {
        get throws { try String(contentsOfFile: passphrase, encoding: .utf8).split(separator: "\n").joined() }
    }

    /// Ports of this run: moved by the process's number, so that runs don't meet, and below those that the system gives away.
    private var base: UInt16 { 20_000 + UInt16(getpid() % 120) * 100 }

    private func address() throws {
        var text = try String(contentsOfFile: "\(folder)/region.json", encoding: .utf8)
        for number in 1...Self.parties.count {
            text = text.replacingOccurrences(of: "1840\(number)", with: "\(Int(base) + number)")
            text = text.replacingOccurrences(of: "1845\(number)", with: "\(Int(base) + 50 + number)")
        }
        try text.write(toFile: "\(folder)/region.json", atomically: true, encoding: .utf8)
        for name in Self.parties {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)/node.json")
        }
    }

    private func sign() throws {
        try run(["keys", "example", "--region", "\(folder)/region.json", "--out", folder])
    }

    private func settle(_ name: String, _ index: Int) throws {
        let place = path(name)
        guard chmod(place, 0o700) == 0, chmod("\(place)/passphrase", 0o600) == 0 else {
            throw FaultsError("\(place): chmod")
        }
        try run(
            [
                "directory", "publish", "\(folder)/directory/edition-1.p7m", "--freshness",
                "\(folder)/directory/freshness.p7m", "--node", place,
            ], withPassphrase: false)
        let port = base + UInt16(index) + 1
        let member = Member(
            folder: place, number: "0000009900000000\(index + 1)000", port: port, backend: port + 20, local: port + 50)
        members[name] = member
        try configure(member, of: name)
    }

    /// The node listens beside its address, where the relay is, and comes back soon after a failure.
    private func configure(_ member: Member, of name: String) throws {
        let file = "\(member.folder)/node.json"
        var text = try String(contentsOfFile: file, encoding: .utf8)
        text = text.replacingOccurrences(of: "\"port\": \(member.port),", with: "\"port\": \(member.backend),")
        guard let open = text.range(of: "\"delivery\": {") else { throw FaultsError("\(file): no delivery") }
        text.replaceSubrange(
            open,
            with: """
                "log": {"level": "debug"},
                "delivery": {
                    "retry": {"minutes": [0.02], "then": 0.03},
                    "timeouts": {"connect": 5, "tls": 10, "idle": 5, "whole": 20},
                """)
        try text.write(toFile: file, atomically: true, encoding: .utf8)
    }

    /// Runs one command to its end.
    @discardableResult
    func run(_ arguments: [String], withPassphrase: Bool = true) throws -> String {
        let process = try RunningProgram(
            options.program, arguments + (withPassphrase ? ["--passphrase-file", passphrase] : []), environment: [:],
            output: "\(folder)/command.out", log: "\(folder)/command.log")
        guard process.wait() == 0 else {
            let log = (try? String(contentsOfFile: "\(folder)/command.log", encoding: .utf8)) ?? ""
            throw FaultsError("weerthuis \(arguments.joined(separator: " ")): \(log.suffix(600))")
        }
        return process.printed
    }
}
