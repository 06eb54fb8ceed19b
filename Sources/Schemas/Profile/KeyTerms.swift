/// What a region agreed about replacing keys.
public struct KeyTerms: Hashable, Sendable {
    /// How long after its approval a new key comes into use, in hours: so long both contactpersonen can object.
    public let waitHours: Int
    /// How long a replaced key is still accepted, in days, and a key that was revoked or removed is kept.
    public let overlapDays: Int

    /// For a profile that says nothing about it.
    public static let standard = KeyTerms(waitHours: 24, overlapDays: 14)

    /// In seconds.
    public var wait: Int64 { Int64(waitHours) * 3_600 }
    /// In seconds.
    public var overlap: Int64 { Int64(overlapDays) * 86_400 }
}
