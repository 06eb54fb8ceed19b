import Foundation

/// What an operator gets wrong: each is refused in words, and harms nothing.
struct Strangers {
    private let campaign: Campaign

    init(_ campaign: Campaign) { self.campaign = campaign }

    func run() throws {
        guard let node = campaign.nodes["transferpunt"], let other = campaign.nodes["gemeente"] else { return }
        try refused("a second process on one store", node.member.folder, [], says: "another node works with this store")
        let wrong = "\(campaign.region.folder)/wrong"
        try "not the passphrase\n".write(toFile: wrong, atomically: true, encoding: .utf8)
        guard chmod(wrong, 0o600) == 0 else { throw FaultsError("\(wrong): chmod") }
        try refused(
            "a wrong passphrase", node.member.folder, ["--passphrase-file", wrong], says: "passphrase is wrong")
        try refused("a port in use", try twin(of: other, on: node), [], says: "\(node.member.backend)")
        guard node.isRunning, other.isRunning else { throw FaultsError("a stranger ended a node") }
    }

    /// The folder of another node that listens on the port of this one.
    private func twin(of other: NodeUnderTest, on node: NodeUnderTest) throws -> String {
        let folder = "\(campaign.region.folder)/twin"
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in ["keys", "tls", "directory", "directory-trust.json", "passphrase", "node.json"] {
            try FileManager.default.copyItem(atPath: "\(other.member.folder)/\(name)", toPath: "\(folder)/\(name)")
        }
        var text = try String(contentsOfFile: "\(folder)/node.json", encoding: .utf8)
        text = text.replacingOccurrences(of: "\(other.member.backend)", with: "\(node.member.backend)")
        text = text.replacingOccurrences(of: "\(other.member.local)", with: "\(other.member.local + 10)")
        try text.write(toFile: "\(folder)/node.json", atomically: true, encoding: .utf8)
        return folder
    }

    private func refused(_ fault: String, _ folder: String, _ arguments: [String], says words: String) throws {
        let log = "\(campaign.region.folder)/stranger.log"
        try? FileManager.default.removeItem(atPath: log)
        let process = try RunningProgram(
            campaign.options.program, ["serve", "--node", folder] + arguments, environment: [:],
            output: "\(campaign.region.folder)/stranger.out", log: log)
        guard process.wait(seconds: 30) else {
            process.kill()
            throw FaultsError("\(fault): not refused")
        }
        let said = campaign.tail(log)
        guard process.wait() > 0, said.contains(words) else { throw FaultsError("\(fault): \(said)") }
        campaign.tally.add("refused: \(fault)")
    }
}
