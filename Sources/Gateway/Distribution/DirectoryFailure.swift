/// Why a source gave no answer.
struct DirectoryFailure: Error, Hashable, Sendable {
    let reason: String
}
