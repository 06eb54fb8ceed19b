public import Envelope
internal import Foundation
internal import Schemas

/// Whom a node trusts with its directory: the content of its trust file, which comes from the region's administrator over
/// another channel than the directory itself.
public struct DirectoryPins: Hashable, Sendable {
    static let schema = "https://weerthuis.nl/schema/vertrouwen/1"
    private static let limits = JSONLimits(maxBytes: 1 << 20, maxDepth: 3)
    private static let mostAdministrators = 8

    public let region: String
    /// The certificates of the administrators, whose signatures count on an edition.
    public let administrators: [Certificate]
    /// How many of them must have signed: 1 or more.
    public let signatures: Int
    /// Whose signature counts on a freshness statement, besides the keys that the edition names.
    public let freshnessKeys: [Certificate]

    /// - Returns: nil without an administrator, or when more signatures are asked for than there are administrators.
    public init?(
        region: String, administrators: [Certificate], signatures: Int = 1, freshnessKeys: [Certificate] = []
    ) {
        guard (1...Self.mostAdministrators).contains(administrators.count), freshnessKeys.count <= 8,
            (1...administrators.count).contains(signatures)
        else { return nil }
        self.region = region
        self.administrators = administrators
        self.signatures = signatures
        self.freshnessKeys = freshnessKeys
    }

    /// Reads a trust file (docs/directory.md, the trust file); at most 1 MiB.
    ///
    /// - Throws: ``DistributionError`` with the place of the first thing that is wrong.
    public init(parsing text: [UInt8]) throws(DistributionError) {
        do throws(DirectoryError) {
            let node = try DirectoryNode(
                try DirectoryError.parsing(text, Self.limits), at: .root,
                members: ["$schema", "region", "administrators", "signatures", "freshnessKeys"])
            _ = try node.text("$schema", Self.schema) { $0 == Self.schema ? $0 : nil }
            _ = try node.member("administrators")
            let required = node.has("signatures") ? try node.member("signatures").number?.int : 1
            let pins = DirectoryPins(
                region: try node.name("region"), administrators: try Self.certificates(node, "administrators"),
                signatures: required ?? 0, freshnessKeys: try Self.certificates(node, "freshnessKeys"))
            guard let pins else {
                throw node.error("signatures", "a number from 1 to the number of administrators is expected")
            }
            self = pins
        } catch {
            throw DistributionError(.trustFile, "the trust file: \(error)", "see docs/directory.md, the trust file")
        }
    }

    /// The text of the trust file.
    public func encoded() -> [UInt8] {
        let tree: JSONTree = [
            "$schema": .string(Self.schema), "region": .string(region),
            "administrators": .array(administrators.map { Self.text($0) }),
            "signatures": .number(JSONNumber(signatures)),
            "freshnessKeys": .array(freshnessKeys.map { Self.text($0) }),
        ]
        return Array(IndentedJSON.text(tree).utf8)
    }

    private static func text(_ certificate: Certificate) -> JSONTree {
        .string(Data(certificate.encoded).base64EncodedString())
    }

    private static func certificates(_ node: DirectoryNode, _ key: String) throws(DirectoryError) -> [Certificate] {
        var certificates: [Certificate] = []
        for (value, place) in try node.list(key, atMost: mostAdministrators) {
            guard let text = value.string else { throw DirectoryError(.value, place, "a certificate is expected") }
            let lazy = try DirectoryNode.certificate(text, at: place)
            guard let certificate = try? lazy.certificate() else {
                throw DirectoryError(
                    .value, place, "the gateway refuses this certificate; weerthuis keys show says why")
            }
            certificates.append(certificate)
        }
        return certificates
    }
}
