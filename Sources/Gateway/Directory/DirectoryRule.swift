/// The rules that a directory must keep beyond its format. The raw value is the stable code of docs/directory.md.
public enum DirectoryRule: String, CaseIterable, Hashable, Sendable {
    /// A party has more active contactpersonen at some moment than its role may have: never more than two.
    case tooManyContactpersonen = "contactpersonen-too-many"
    /// A party has fewer contactpersonen than its role must have.
    case tooFewContactpersonen = "contactpersonen-too-few"
    /// A party has fewer contactpersonen than is wise for its role.
    case fewContactpersonen = "contactpersonen-few"
    /// The edition is for another profile than the node's.
    case otherProfile = "profile-other"
    /// A role that the profile does not have.
    case unknownRole = "role-unknown"
    /// Two parties have a role that a region has once.
    case roleTwice = "role-twice"
    /// No party has a role that a region has once.
    case roleMissing = "role-missing"
    /// A code that is in none of the profile's code lists.
    case unknownCode = "code-unknown"
    /// A party still has fewer contactpersonen than is wise for its role after the day that its vacancy ended.
    case vacancyOver = "vacancy-over"
    /// Two keys of one person for one use and suite are active at the same moment.
    case twoActiveKeys = "keys-two-active"
    /// A retiring key overlaps its successor too briefly or too long.
    case overlap = "keys-overlap"
    /// A contactpersoon who counts but has no signing or no encryption key that is active now or later.
    case keyMissing = "keys-missing"
    /// A party whose node has no key to sign receipts with.
    case nodeKeyMissing = "node-key-missing"
    /// One certificate for both uses, without the allowance.
    case dualUse = "dual-use"
    /// Allowances for a party with suite gcm, which needs none.
    case allowances = "allowances-without-cbc"
    /// The allowance oneCertificate names nobody, or someone who is not active.
    case oneCertificate = "one-certificate-unknown"
    /// A certificate that the gateway refuses.
    case certificate = "certificate-refused"
    /// A certificate that does not permit what the entry uses it for.
    case certificateUse = "certificate-use"
    /// A certificate that names another party.
    case certificateParty = "certificate-party"
    /// A certificate that does not name the contactpersoon's mail address.
    case certificateMail = "certificate-mail"
    /// A certificate that is not valid during the life of its key.
    case certificateDates = "certificate-dates"
    /// A certificate that none of the edition's authorities issued, or that one of them took back.
    case certificateChain = "certificate-chain"
    /// A revocation list that is ill-formed, overdue, or not signed by one of the edition's authorities.
    case revocationList = "revocation-list"

    /// What breaking a rule does.
    public enum Consequence: String, Hashable, Sendable {
        case refuses
        /// Nothing is sent to the party or accepted from it; the others go on.
        case suspends
        case warns
    }

    public var onPublishing: Consequence {
        switch self {
        case .fewContactpersonen, .keyMissing: .warns
        default: .refuses
        }
    }

    /// Nil: not judged then. Certificates are judged at first use, and a key whose certificate is refused is not used.
    public var onLoading: Consequence? {
        switch self {
        case .otherProfile, .roleTwice: .refuses
        case .tooManyContactpersonen, .unknownRole, .twoActiveKeys, .dualUse, .allowances, .oneCertificate: .suspends
        case .certificate, .certificateUse, .certificateParty, .certificateMail, .certificateDates,
            .certificateChain, .revocationList:
            nil
        default: .warns
        }
    }
}
