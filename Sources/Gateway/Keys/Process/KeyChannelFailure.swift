/// Why a key process gave no answer.
enum KeyChannelFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// It is gone.
    case ended
    /// It did not answer within the time limit.
    case silent
    /// It sent what is no reply.
    case nonsense
    /// Another process took its place: ask that one.
    case retired

    var description: String {
        switch self {
        case .ended: "it ended"
        case .silent: "it did not answer in time"
        case .nonsense: "it sent something that is no reply"
        case .retired: "another one took its place"
        }
    }
}
