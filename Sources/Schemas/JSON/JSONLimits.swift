/// How much of a text the reader takes on. What exceeds a limit is refused, never cut off.
public struct JSONLimits: Sendable, Hashable {
    /// The largest text in bytes. Values above 256 MiB count as 256 MiB.
    public let maxBytes: Int

    /// How many arrays and objects may stand inside each other; a scalar alone has depth 0. Values above 512 count
    /// as 512, so that walks over a document may recurse.
    public let maxDepth: Int

    /// 1 MiB and 64 levels.
    public static let standard = JSONLimits()

    static let largestText = 1 << 28 - 1
    static let deepestNesting = 512

    public init(maxBytes: Int = 1 << 20, maxDepth: Int = 64) {
        self.maxBytes = min(max(maxBytes, 0), Self.largestText)
        self.maxDepth = min(max(maxDepth, 0), Self.deepestNesting)
    }
}
