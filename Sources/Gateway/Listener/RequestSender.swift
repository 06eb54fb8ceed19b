/// In whose turn a request is answered.
enum RequestSender: Hashable, Sendable {
    /// Who proved by an earlier request who he is; requests from all of his addresses take turns as one.
    case peer(String)
    case origin(RequestOrigin)
}
