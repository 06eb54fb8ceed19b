internal import Envelope

/// Where the parts of a node get the directory of this moment from.
protocol DirectorySource: Sendable {
    /// The edition in force; a look-up.
    var current: DirectorySnapshot { get }

    /// Looks whether there is a newer edition, at most now and then.
    func refresh() async

    /// A message named an edition that this node does not have.
    func notice(edition: ChainReference, from party: OIN)
}
