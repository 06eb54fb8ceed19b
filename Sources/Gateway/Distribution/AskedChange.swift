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

    static let members = ["name", "role", "codes", "kvk", "endpoint", "suite", "allowances"]

    /// Whether the party asked for `change`, as it stands in `edition`.
    func covers(_ change: PartyChange, in edition: ChainReference) -> Bool {
        switch self {
        case .edition(let agreed): agreed == edition
        case .member(let name): name == change.member
        case .contactpersoon(let mail):
            change == .contactpersoonAdded(mail: mail) || change == .contactpersoonRenamed(mail: mail)
        case .departure(let mail): change == .contactpersoonRemoved(mail: mail) || change.keyHolder == .some(mail)
        case .key(let holder, let use, let publicKey): Self.covers(change, holder, use, publicKey)
        case .revocation(let holder, let publicKey):
            if case .keyRevoked(let owner, _, let certificate) = change {
                owner == holder && Self.fingerprint(certificate) == publicKey
            } else {
                false
            }
        }
    }

    /// A new key, and the dates of the one that it replaces.
    private static func covers(
        _ change: PartyChange, _ holder: String?, _ use: KeyUse, _ publicKey: [UInt8]
    ) -> Bool {
        switch change {
        case .keyAdded(let owner, let addedUse, let certificate):
            owner == holder && addedUse == use && fingerprint(certificate) == publicKey
        case .keyChanged(let owner, let changedUse, _): owner == holder && changedUse == use
        default: false
        }
    }

    private static func fingerprint(_ certificate: LazyCertificate) -> [UInt8]? {
        (try? certificate.certificate()).flatMap { try? $0.publicKey.fingerprint().bytes }
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
        default: nil
        }
    }

    /// Whose existing key changed, was revoked or removed; nil for any other change, and for a key of the node.
    var keyHolder: String? {
        switch self {
        case .keyChanged(let holder, _, _), .keyRevoked(let holder, _, _), .keyRemoved(let holder, _, _): holder
        default: nil
        }
    }
}
