public import Envelope

/// A person who exchanges messages for a party.
public struct Contactpersoon: Hashable, Sendable {
    public let name: String
    /// In lower case. It identifies the person within the party.
    public let mail: String
    public let keys: [DirectoryKey]

    /// Whether the person counts as one of the party's contactpersonen: a key is active, or none was ever given.
    ///
    /// A person whose keys are all next, retiring, gone or revoked does not count: that is how one replaces another.
    public func isActive(at moment: UTCTime) -> Bool {
        keys.isEmpty || keys.contains { $0.life.state(at: moment) == .active }
    }

    /// The active encryption key for a suite. The directory refuses two at one time.
    public func encryptionKey(_ suite: Suite, at moment: UTCTime) -> DirectoryKey? {
        keys.first { $0.use == .encryption && $0.suite == suite && $0.life.state(at: moment) == .active }
    }
}
