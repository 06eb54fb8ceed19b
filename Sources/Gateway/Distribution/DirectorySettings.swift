public import Envelope

/// How a node keeps its directory.
public struct DirectorySettings: Sendable {
    /// The folder that holds the edition, the statement and the memory.
    public var folder: String
    /// Whom the node trusts.
    public var pins: DirectoryPins
    /// The party whose node this is.
    public var own: OIN
    /// Where the directory is fetched from, in the order of preference: addresses of nodes, such as `https://…/as2`.
    public var sources: [String]
    /// How often, in minutes.
    public var every: Int
    /// Takes the example region too.
    public var isDemo: Bool

    public init(
        folder: String, pins: DirectoryPins, own: OIN, sources: [String] = [], every: Int = 15, isDemo: Bool = false
    ) {
        self.folder = folder
        self.pins = pins
        self.own = own
        self.sources = sources
        self.every = every
        self.isDemo = isDemo
    }
}
