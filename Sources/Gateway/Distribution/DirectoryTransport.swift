/// How the directory travels: the node's transfer loop, or what a test puts in its place.
typealias DirectoryTransport = @Sendable (HTTPCall) async -> Result<HTTPAnswer, TransferFailure>
