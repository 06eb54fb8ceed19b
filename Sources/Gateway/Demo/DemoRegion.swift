internal import Envelope
internal import Foundation
internal import Schemas

/// The example region as the demonstration works with it: copied, with ports that are free.
struct DemoRegion {
    static let parties = ["zorgaanbieder", "transferpunt", "gemeente", "woningcorporatie"]

    /// Seconds instead of minutes, so that one can wait for it.
    private static let retry: JSONTree = ["minutes": [minutes("0.05"), minutes("0.2")], "then": minutes("0.2")]

    private static func minutes(_ text: String) -> JSONTree { .number(JSONNumber(lexeme: text) ?? JSONNumber(1)) }

    let source: String
    let passphrase: [UInt8]
    let console: any Console

    /// Makes the node folders in a folder.
    func install(in folder: String) throws {
        let region = try movedIfNeeded(
            try ExampleRegion(try FileAccess.read("\(source)/region.json", limit: 1 << 20, on: console), path: source))
        let directory = try ExampleDirectory(region: source, passphrase: passphrase, on: console)
        let edition =
            if let moved = region.moved {
                try directory.sign(moved)
            } else {
                try FileAccess.read(
                    "\(source)/directory/edition-1.p7m", limit: SignedDocument.maximumByteCount, on: console)
            }
        let installation = ExampleInstallation(
            region: source, edition: edition, statement: try directory.statement(about: edition), console: console)
        for party in region.region.parties where Self.parties.contains(party.folder) {
            let node = ExampleNode(party: party, folder: "\(folder)/\(party.folder)")
            try installation.install(
                party.folder, in: node.folder, configuration: node.configuration(retry: Self.retry))
        }
    }

    /// The region with other ports, and the document of its directory, when one of its own ports is in use.
    private func movedIfNeeded(_ region: ExampleRegion) throws -> (region: ExampleRegion, moved: [UInt8]?) {
        let used = region.parties.filter { Self.parties.contains($0.folder) }.flatMap { [$0.port, $0.localPort] }
        guard !used.allSatisfy(FreePort.isFree) else { return (region, nil) }
        console.note("a port of the example region is in use; the demonstration takes others")
        let other = try region.moved { () throws(CommandError) in
            guard let port = FreePort.any() else { throw .failed("there is no free port on 127.0.0.1") }
            return port
        }
        let text = try FileAccess.read("\(source)/directory/directory.json", limit: 16 << 20, on: console)
        return (other, try Self.document(text, other))
    }

    /// The directory with the new addresses.
    static func document(_ text: [UInt8], _ region: ExampleRegion) throws -> [UInt8] {
        var document = String(decoding: text, as: UTF8.self)
        let old = try Directory(parsing: text)
        for party in region.parties {
            guard let endpoint = old.party(party.oin)?.endpoint else { continue }
            document = document.replacing("\"\(endpoint)\"", with: "\"https://localhost:\(party.port)/as2\"")
        }
        return Array(document.utf8)
    }
}
