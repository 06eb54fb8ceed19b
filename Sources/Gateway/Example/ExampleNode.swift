internal import Envelope
internal import Foundation
internal import Schemas

/// The node folder of a party of an example region.
struct ExampleNode {
    let party: ExampleParty
    let folder: String

    /// Writes what is missing: configuration, passphrase, trusted certificates, and what the directory folder starts with.
    func write(
        _ region: ExampleRegion, _ edition: [UInt8], _ directory: ExampleDirectory, authority: Certificate,
        passphrase: [UInt8]
    ) throws {
        try put("node.json", Array(IndentedJSON.text(configuration()).utf8), mode: 0o644)
        try put("passphrase", passphrase + [0x0A], mode: 0o600)
        try put("tls/authorities.pem", Array(authority.pem.utf8), mode: 0o644)
        let pins = DirectoryPins(
            region: region.name, administrators: [directory.administrator], freshnessKeys: [directory.freshness])
        if let pins { try put("directory-trust.json", pins.encoded(), mode: 0o644) }
    }

    /// A node of a demonstration: loopback only, and certificates of the example region count.
    ///
    /// - Parameter retry: other pauses between attempts than a node's usual ones.
    func configuration(retry: JSONTree? = nil) -> JSONTree {
        let delivery: [(String, JSONTree)] = [
            ("allowPrivate", ["127.0.0.0/8", "::1"]), ("authorities", "tls/authorities.pem"),
        ]
        let changed = retry.map { [("retry", $0)] } ?? []
        return [
            "party": .string(party.oin.description), "demo": .bool(true),
            "listen": [
                "address": "127.0.0.1", "port": Self.number(party.port),
                "tls": ["certificate": "tls/server.cert.pem", "key": "tls/server.key.pem"],
            ],
            "local": ["address": "127.0.0.1", "port": Self.number(party.localPort)],
            "passphrase": ["file": "passphrase"],
            "delivery": .object((delivery + changed).map { JSONMember($0.0, $0.1) }),
        ]
    }

    private func put(_ name: String, _ bytes: [UInt8], mode: mode_t) throws {
        let path = "\(folder)/\(name)"
        guard access(path, F_OK) != 0 else { return }
        try FileAccess.createFolder((path as NSString).deletingLastPathComponent)
        try FileAccess.create(path, bytes, replacing: false, mode: mode)
    }

    private static func number(_ port: UInt16) -> JSONTree { .number(JSONNumber(Int(port))) }
}
