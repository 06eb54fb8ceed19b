/// How a node runs its key process.
struct KeyProcessSettings: Sendable {
    /// The running program, also when its file was replaced since.
    static let ownProgram = "/proc/self/exe"

    /// The program to start.
    var program = Self.ownProgram
    /// The folder with the key pairs.
    let folder: KeyFolder
    /// Who the process becomes when the node runs as root.
    var account = KeyAccount.nobody
    /// How long one request may take.
    var limit = Duration.seconds(5)
    /// How long reading the keys may take: a derivation of 600,000 rounds for each passphrase salt.
    var startLimit = Duration.seconds(60)
    /// How often an idle process is asked whether it still answers.
    var interval = Duration.seconds(10)

    init(folder: KeyFolder) { self.folder = folder }
}
