internal import Envelope

typealias DirectoryChangeHandler = @Sendable (_ old: DirectorySnapshot, _ new: DirectorySnapshot) -> Void

/// Where the parts of a node get the directory of this moment from.
protocol DirectorySource: Sendable {
    /// The edition in force; a look-up.
    var current: DirectorySnapshot { get }

    /// Looks whether there is a newer edition.
    ///
    /// - Returns: whether another one is in force than before.
    @discardableResult
    func refresh() async -> Bool

    /// A message named another edition than this node has.
    func notice(_ edition: ChainReference, from party: OIN)

    /// Whether a later edition that a party names may prove to be there: it was not yet looked for, or could not be.
    func mayProveTrue(_ edition: ChainReference, from party: OIN) -> Bool

    /// A partner's message was signed or sealed with a key that this node does not know.
    func noticeUnknownKey(of party: OIN)

    /// Begins what goes on by itself, such as fetching on schedule.
    ///
    /// - Parameter onChange: told the snapshot before and the new one; returns at once.
    func start(onChange: @escaping DirectoryChangeHandler)

    func stop()

    /// The methods that a path of the directory answers to; nil for a path that is not one of these.
    func methods(at path: String) -> [String]?

    /// Answers partners that ask for the directory.
    ///
    /// - Returns: nil when the path is not one of the directory's.
    func serve(_ request: HTTPRequest) -> HTTPResponse?

    /// What is the matter with the directory now; empty when all is well.
    func problems(at now: UTCTime) -> [String]
}
