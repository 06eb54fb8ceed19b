internal import Envelope

/// What the other parts of a node see of its directory.
extension DirectoryWatch: DirectorySource {
    var current: DirectorySnapshot { keeper.current }

    func methods(at path: String) -> [String]? { DirectoryService(watch: self).methods(at: path) }

    func serve(_ request: HTTPRequest) -> HTTPResponse? { DirectoryService(watch: self).serve(request) }

    func problems(at now: UTCTime) -> [String] { health(at: now).reasons }
}
