internal import Envelope

extension Directory {
    /// Whether a receiver refuses what was made at `time`, for its age. A mail program looks at no such thing.
    func isTooOld(_ time: UTCTime, for recipient: OIN, at now: UTCTime) -> Bool {
        if case .mail = party(recipient)?.endpoint { return false }
        return MessageAge.isTooOld(time, at: now)
    }
}
