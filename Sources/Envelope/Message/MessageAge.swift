/// How old a message may be when it arrives. A receiver refuses an older one, so a sender does not try it any more.
public enum MessageAge {
    public static let mostDays = 14
    static let mostSeconds = Int64(mostDays) * 86_400

    /// The last moment at which a message made at `time` is taken.
    public static func end(of time: UTCTime) -> UTCTime { time.adding(seconds: mostSeconds) }

    public static func isTooOld(_ time: UTCTime, at now: UTCTime) -> Bool { end(of: time) < now }
}
