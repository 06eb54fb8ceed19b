internal import Envelope

/// The directory as it is in the node folder, for one command.
struct StandingDirectory: DirectorySource {
    let current: DirectorySnapshot

    func refresh() async -> Bool { false }

    func notice(_ edition: ChainReference, from party: OIN) {}

    func mayProveTrue(_ edition: ChainReference, from party: OIN) -> Bool { false }

    func noticeUnknownKey(of party: OIN) {}

    func start(onChange: @escaping DirectoryChangeHandler) {}

    func stop() {}

    func methods(at path: String) -> [String]? { nil }

    func serve(_ request: HTTPRequest) -> HTTPResponse? { nil }

    func problems(at now: UTCTime) -> [String] { [] }
}
