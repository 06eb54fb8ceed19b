public import Envelope

/// A change of its own entry that a party asked the administrator for. A node adopts no other change of that entry.
public enum AskedChange: Hashable, Sendable {
    /// A key pair was made for a holder: a contactpersoon by mail address, nil for the node. Its forerunner then retires.
    ///
    /// The fingerprint is that of the public key: the certificate does not exist yet when a party asks for it.
    case key(holder: String?, KeyUse, publicKey: [UInt8])
    /// A key was reported lost or stolen; the fingerprint is that of its public key.
    case revocation(holder: String?, publicKey: [UInt8])
    /// A person is to become a contactpersoon. The person's keys are asked for apart.
    case contactpersoon(mail: String)
    /// A contactpersoon leaves, with all keys.
    case departure(mail: String)
    /// A member of the entry: name, role, codes, kvk, endpoint, suite or allowances.
    case member(String)
    /// Whatever this edition changes: somebody of the party looked at it and agreed.
    case edition(ChainReference)

    static let members = ["name", "role", "codes", "kvk", "endpoint", "suite", "allowances", "vacancy"]

    /// Whether a later wish says the opposite of this one: a key that was reported stolen is not asked for any more.
    func isOvertaken(by later: AskedChange) -> Bool {
        switch (self, later) {
        case (.key(let holder, _, let key), .revocation(let owner, let revoked)): holder == owner && key == revoked
        case (.key(let holder, _, _), .departure(let mail)): holder == mail
        case (.contactpersoon(let mail), .departure(let leaving)): mail == leaving
        case (.departure(let mail), .contactpersoon(let coming)): mail == coming
        default: false
        }
    }
}

extension AskedChange: CustomStringConvertible {
    public var description: String {
        switch self {
        case .key(let holder, let use, let key):
            "a new \(use.rawValue) key for \(holder ?? "the node"), public key \(Hexadecimal.text(key))"
        case .revocation(let holder, let key):
            "revocation of a key of \(holder ?? "the node"), public key \(Hexadecimal.text(key))"
        case .contactpersoon(let mail): "\(mail) becomes a contactpersoon"
        case .departure(let mail): "\(mail) leaves"
        case .member(let name): "another \(name)"
        case .edition(let edition): "what edition \(edition) changes of its entry"
        }
    }
}

extension PartyChange {
    /// The member of the entry that changed; nil for people and keys.
    var member: String? {
        switch self {
        case .name: "name"
        case .role: "role"
        case .codes: "codes"
        case .kvk: "kvk"
        case .endpoint: "endpoint"
        case .suite: "suite"
        case .allowances: "allowances"
        case .vacancy: "vacancy"
        default: nil
        }
    }
}
