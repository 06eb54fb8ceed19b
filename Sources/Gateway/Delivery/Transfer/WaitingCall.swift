/// A call with who waits for its answer.
struct WaitingCall: Sendable {
    let id: UInt64
    let call: HTTPCall
    let host: String
    /// Whose places it takes.
    let lane: String
    /// The largest answer in bytes.
    let limit: Int
    let continuation: CheckedContinuation<Result<HTTPAnswer, TransferFailure>, Never>

    func finish(_ result: Result<HTTPAnswer, TransferFailure>) { continuation.resume(returning: result) }
}
