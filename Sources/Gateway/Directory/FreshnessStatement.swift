public import Envelope
internal import Schemas

/// A short statement, signed by the region's online key, that says which edition of the directory is the newest.
///
/// With it a mirror can neither roll back nor freeze the directory. It is signed apart (``SignedDirectory``).
public struct FreshnessStatement: Hashable, Sendable {
    static let schema = "https://weerthuis.nl/schema/adresboek-actueel/1"

    /// How long a statement counts, in seconds: 24 hours.
    public static let longestAge: Int64 = 86_400

    public let region: String
    public let edition: ChainReference
    public let time: UTCTime

    public init(region: String, edition: ChainReference, time: UTCTime) {
        self.region = region
        self.edition = edition
        self.time = time
    }

    /// Reads the JSON text of a statement; at most 4 KiB.
    ///
    /// - Throws: ``DirectoryError`` with the first thing that is wrong and its place.
    public init(parsing document: [UInt8]) throws(DirectoryError) {
        let root = try DirectoryError.parsing(document, DirectoryLimits.freshnessStatement)
        let node = try DirectoryNode(root, at: .root, members: ["$schema", "region", "edition", "time"])
        _ = try node.text("$schema", Self.schema) { $0 == Self.schema ? $0 : nil }
        region = try node.name("region")
        edition = try node.text("edition", "<sequence>:<hash of 64 hexadecimal digits>") { ChainReference($0) }
        time = try node.time("time")
    }

    /// The text to be signed: one line of JSON.
    public func encoded() -> [UInt8] {
        let document: JSONTree = [
            "$schema": .string(Self.schema), "region": .string(region), "edition": .string(edition.description),
            "time": .string(time.description),
        ]
        return document.encoded()
    }
}
