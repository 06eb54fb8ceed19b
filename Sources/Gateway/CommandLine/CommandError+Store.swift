extension CommandError {
    /// The exit status and the words for what a store says.
    init(_ error: StoreError) {
        let code: ExitCode =
            switch error.reason {
            case .wrongPassphrase, .destroyed, .notFound, .exists, .wrongState, .dossierTaken, .damaged, .foreign,
                .keyMissing, .newerVersion, .inUse, .absent:
                .refused
            case .occupied: .usage
            default: .failed
            }
        self.init(exitCode: code, message: error.description, remedy: nil)
    }
}
