public import Envelope

/// An organisation that takes part in the exchange.
public struct Party: Hashable, Sendable {
    public let oin: OIN
    public let name: String
    /// The name of a role of the profile. One party has one role.
    public let role: String
    /// The codes by which routes find the party, such as the gemeentecode; from a code list of the profile.
    public let codes: [String]
    /// Eight digits.
    public let kvk: String?
    public let endpoint: Endpoint
    public let suite: Suite
    public let allowances: Allowances
    /// Signing keys of the node itself, for what it says without a person. They are no contactpersoon's.
    public let nodeKeys: [DirectoryKey]
    public let contactpersonen: [Contactpersoon]
    /// Until when the party may have fewer contactpersonen than its role asks for; nil when that was not agreed.
    public let vacancyUntil: UTCTime?

    /// The rule of two: no profile can allow more.
    public static let mostContactpersonen = 2

    public func activeContactpersonen(at moment: UTCTime) -> [Contactpersoon] {
        contactpersonen.filter { $0.isActive(at: moment) }
    }

    /// Whether the party breaks the rule of two: then nothing is sent to it or accepted from it.
    func isCrowded(at moment: UTCTime) -> Bool {
        contactpersonen.count > Self.mostContactpersonen
            && contactpersonen.count { $0.isActive(at: moment) } > Self.mostContactpersonen
    }

    public func contactpersoon(mail: String) -> Contactpersoon? { contactpersonen.first { $0.mail == mail } }

    /// All keys: first the node's, then those of the contactpersonen.
    var keys: [DirectoryKey] { nodeKeys + contactpersonen.flatMap(\.keys) }
}
