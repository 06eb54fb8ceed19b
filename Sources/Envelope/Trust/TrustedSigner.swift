/// A signing certificate in the directory, with whom it belongs to.
public struct TrustedSigner: Hashable, Sendable {
    public enum Role: String, Hashable, Sendable {
        /// A person, who released what the key signed.
        case contactpersoon
        /// The party's node, speaking by itself.
        case node
    }

    /// Where the key is in its life.
    public enum Status: Hashable, Sendable {
        /// Published, not yet used.
        case next
        case active
        /// Replaced, and accepted up to and including this moment.
        case retiring(until: UTCTime)
        case retired
        case revoked

        func accepts(at now: UTCTime) -> Bool {
            switch self {
            case .active: true
            case .retiring(let until): now <= until
            case .next, .retired, .revoked: false
            }
        }
    }

    public let certificate: Certificate
    public let party: OIN
    public let role: Role
    public let status: Status

    public init(certificate: Certificate, party: OIN, role: Role, status: Status) {
        self.certificate = certificate
        self.party = party
        self.role = role
        self.status = status
    }
}
