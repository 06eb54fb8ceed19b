public import Envelope
public import Schemas

/// Checks an edition against the rules. Pure; two depths, because an administrator publishes seldom and nodes load often.
public struct DirectoryReview: Sendable {
    /// In the order of the document.
    public let problems: [DirectoryProblem]

    /// Checks everything that needs no certificate to be parsed: what a node does when it loads an edition.
    public init(loading directory: Directory, profile: Profile) {
        problems = Self.structure(directory, profile)
    }

    /// Checks everything, every certificate included: what is done before an edition is published.
    public init(publishing directory: Directory, profile: Profile) {
        let authorities = AuthorityReview(header: directory.header)
        let chain = authorities.chain
        let certificates = directory.parties.enumerated().flatMap { position, party in
            CertificateReview(
                party: party, place: Self.place(position), header: directory.header, chain: chain
            ).problems
        }
        problems = Self.structure(directory, profile) + authorities.problems + certificates
    }

    private static func structure(_ directory: Directory, _ profile: Profile) -> [DirectoryProblem] {
        var problems: [DirectoryProblem] = []
        if directory.header.profile != profile.name {
            problems.append(
                DirectoryProblem(
                    rule: .otherProfile, place: JSONPointer(tokens: ["profile"]), party: nil,
                    sentence: "this node works with profile \(profile.name); use that name, or that profile"))
        }
        problems += roles(directory, profile)
        let codes = Set(profile.codeLists.values.flatMap(\.labels.keys))
        for (position, party) in directory.parties.enumerated() {
            problems +=
                PartyReview(
                    party: party, place: place(position), header: directory.header, profile: profile, codes: codes
                ).problems
        }
        return problems
    }

    private static func roles(_ directory: Directory, _ profile: Profile) -> [DirectoryProblem] {
        profile.roles.filter(\.isSingle).compactMap { role in
            let count = directory.parties(role: role.name).count
            guard count != 1 else { return nil }
            let sentence = "a region has one \(role.name), and here are \(count); keep exactly one party of this role"
            return DirectoryProblem(
                rule: count == 0 ? .roleMissing : .roleTwice, place: JSONPointer(tokens: ["parties"]), party: nil,
                sentence: sentence)
        }
    }

    private static func place(_ position: Int) -> JSONPointer {
        JSONPointer(tokens: ["parties", String(position)])
    }

    /// Nothing that forbids publishing.
    public var permitsPublishing: Bool { !problems.contains { $0.rule.onPublishing == .refuses } }

    /// The problems because of which a node does not adopt the edition.
    public var refusals: [DirectoryProblem] { problems.filter { $0.rule.onLoading == .refuses } }

    /// The problems because of which a party is suspended.
    public var suspensions: [DirectoryProblem] { problems.filter { $0.rule.onLoading == .suspends } }

    public var suspended: Set<OIN> { Set(suspensions.compactMap(\.party)) }
}
