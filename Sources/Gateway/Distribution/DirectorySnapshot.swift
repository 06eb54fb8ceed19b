public import Envelope
internal import Synchronization

/// One adopted edition, prepared once: whatever a message needs of it is a look-up. Certificates are parsed at first use
/// and kept with the edition.
public final class DirectorySnapshot: Sendable {
    public let directory: Directory
    /// The edition as it was signed (CMS, DER).
    public let signed: [UInt8]
    /// The newest verified statement; it may be about a later edition, which the node does not have or refused.
    public let freshness: FreshnessStatement?
    /// The statement as it was signed; empty when there is none.
    public let signedFreshness: [UInt8]
    /// Who gets what, by the profile.
    public let routing: RoutingTable
    /// Whose signature counts.
    public let trust: DirectoryTrust
    /// When the region's online key last said that there is no edition which this node hasn't seen.
    public let confirmed: UTCTime?
    /// The keys of nodes, by the SHA-256 fingerprint of the certificate: who may ask for the directory.
    private let nodes: [[UInt8]: KeyOwner]
    private let listEnds = Mutex<[UTCTime]?>(nil)

    public init(
        directory: Directory, signed: [UInt8], freshness: FreshnessStatement? = nil, signedFreshness: [UInt8] = [],
        confirmed: UTCTime? = nil, routing: RoutingTable
    ) {
        self.directory = directory
        self.signed = signed
        self.freshness = freshness
        self.signedFreshness = signedFreshness
        self.confirmed = confirmed
        self.routing = routing
        trust = DirectoryTrust(directory)
        nodes = Self.nodes(directory)
    }

    public var edition: ChainReference { directory.edition }

    /// The latest moment that the region signed: it is at least this late, whatever the clock of this machine says.
    var provenTime: UTCTime { max(directory.header.issued, confirmed ?? directory.header.issued) }

    /// When the first of the edition's revocation lists is to be replaced; nil without lists.
    var listsEnd: UTCTime? {
        listEnds.withLock { known in
            let ends = known ?? directory.header.revocationLists.compactMap { try? RevocationList(file: $0).nextUpdate }
            known = ends
            return ends.min()
        }
    }

    /// Why nothing may be sent on the strength of this edition now; nil when all is well. What waits is not lost.
    ///
    /// - Returns: `edition-expired` past the last day; `freshness-stale` when the region's online key has not confirmed the
    ///   edition for 24 hours, so that nobody can keep a node on an old edition by withholding the next.
    public func sendingProblem(at now: UTCTime) -> AdmissionFinding? {
        let header = directory.header
        if now > header.validUntil {
            return AdmissionFinding(
                .expired, "it was valid until \(header.validUntil); nothing is sent until there is another")
        }
        guard let confirmed else {
            return AdmissionFinding(.noStatement, "there is no freshness statement; fetch it with the directory")
        }
        let age = now.secondsSinceEpoch - confirmed.secondsSinceEpoch
        guard age > FreshnessStatement.longestAge + DirectoryAdmission.clockDifference else { return nil }
        return AdmissionFinding(
            .stale,
            "it was last confirmed at \(confirmed), over 24 hours ago; nothing is sent until a source answers: check the "
                + "sources and the network, or ask the administrator")
    }

    /// Whose node this certificate is.
    ///
    /// - Parameter fingerprint: SHA-256 of the certificate.
    func node(_ fingerprint: [UInt8]) -> KeyOwner? { nodes[fingerprint] }

    private static func nodes(_ directory: Directory) -> [[UInt8]: KeyOwner] {
        var nodes: [[UInt8]: KeyOwner] = [:]
        for party in directory.parties {
            for key in party.nodeKeys {
                guard let digest = try? Digest(.sha256, of: key.certificate.encoded) else { continue }
                nodes[digest.bytes] = KeyOwner(party: party, contactpersoon: nil, key: key)
            }
        }
        return nodes
    }
}
