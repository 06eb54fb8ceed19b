internal import Envelope

/// One way in which a party's entry differs between two editions. Dates are not part of it: a party asks for a change,
/// the administrator sets the day.
public enum PartyChange: Hashable, Sendable {
    /// A holder of keys within the party: a contactpersoon by mail address, nil for the node.
    public typealias Holder = String

    case added
    case removed
    case name
    case role
    case codes
    case kvk
    case endpoint
    case suite
    case allowances
    /// Until when it may have fewer contactpersonen than its role asks for.
    case vacancy
    case contactpersoonAdded(mail: String)
    case contactpersoonRemoved(mail: String)
    case contactpersoonRenamed(mail: String)
    case keyAdded(holder: Holder?, KeyUse, LazyCertificate)
    case keyRemoved(holder: Holder?, KeyUse, LazyCertificate)
    case keyRevoked(holder: Holder?, KeyUse, LazyCertificate)
    /// A revocation was taken back: the key counts again.
    case keyReinstated(holder: Holder?, KeyUse, LazyCertificate)
    /// Any other change of the key's dates or suite.
    case keyChanged(holder: Holder?, KeyUse, LazyCertificate)
}

extension PartyChange: CustomStringConvertible {
    public var description: String {
        switch self {
        case .added: "the party was added"
        case .removed: "the party was removed"
        case .name: "its name changed"
        case .role: "its role changed"
        case .codes: "its codes changed"
        case .kvk: "its KvK number changed"
        case .endpoint: "its endpoint changed"
        case .suite: "its suite changed"
        case .allowances: "its allowances changed"
        case .vacancy: "the day by which it has a successor changed"
        case .contactpersoonAdded(let mail): "contactpersoon \(mail) was added"
        case .contactpersoonRemoved(let mail): "contactpersoon \(mail) was removed"
        case .contactpersoonRenamed(let mail): "contactpersoon \(mail) has another name"
        case .keyAdded(let holder, let use, let certificate): Self.key("added", holder, use, certificate)
        case .keyRemoved(let holder, let use, let certificate): Self.key("removed", holder, use, certificate)
        case .keyRevoked(let holder, let use, let certificate): Self.key("revoked", holder, use, certificate)
        case .keyReinstated(let holder, let use, let certificate):
            Self.key("taken back into use after its revocation", holder, use, certificate)
        case .keyChanged(let holder, let use, let certificate): Self.key("changed", holder, use, certificate)
        }
    }

    private static func key(_ verb: String, _ holder: Holder?, _ use: KeyUse, _ certificate: LazyCertificate) -> String
    {
        let fingerprint = (try? certificate.certificate())?.fingerprint.description ?? "a certificate that is refused"
        return "\(use.rawValue) key of \(holder ?? "the node") was \(verb): \(fingerprint)"
    }
}
