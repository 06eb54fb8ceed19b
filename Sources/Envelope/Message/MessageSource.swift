/// Who says it: a party and one of its systems, as `urn:nld:oin:<20 digits>:systeem:<name>` (NL GOV profile for
/// CloudEvents, attribute source).
public struct MessageSource: Hashable, Sendable, CustomStringConvertible {
    public let party: OIN
    /// The system: 1 to 64 lower-case letters, digits and hyphens.
    public let system: String

    public init?(party: OIN, system: String) {
        guard (1...64).contains(system.utf8.count), system.utf8.allSatisfy(MessageName.isPart) else { return nil }
        self.party = party
        self.system = system
    }

    /// Nil unless `text` has exactly the form above.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: ASCII.colon, omittingEmptySubsequences: false).map(Substring.init)
        guard parts.count == 6, parts[0...2] == ["urn", "nld", "oin"], parts[4] == "systeem", let party = OIN(parts[3])
        else { return nil }
        self.init(party: party, system: String(parts[5]))
    }

    public var description: String { "urn:nld:oin:\(party):systeem:\(system)" }
}
