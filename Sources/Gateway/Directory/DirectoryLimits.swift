internal import Schemas

/// How much of a directory a node takes on. What exceeds a limit is refused, never cut off.
enum DirectoryLimits {
    /// As much as ``SignedDocument`` takes: room for some 3,000 parties with two contactpersonen and P-256 keys.
    static let document = JSONLimits(maxBytes: 16 << 20, maxDepth: 8)
    static let parties = 5_000
    /// Also room for a person who leaves and one who comes; how many may be active is the rule of two.
    static let contactpersonen = 8
    static let keysPerHolder = 16
    static let codes = 400
    static let freshnessKeys = 4
    static let administrators = 8
    static let authorities = 8
    static let revocationLists = 8
    /// In characters of base64: 1.5 MiB of DER.
    static let revocationListText = 2 << 20
    /// In characters of base64: 32 KiB of DER.
    static let certificateText = 43_692
    static let freshnessStatement = JSONLimits(maxBytes: 4_096, maxDepth: 2)
}
