internal import Envelope

/// The header Retry-After (RFC 9110 section 10.2.3): seconds, or a moment.
enum RetryAfter {
    /// Nobody is waited for longer than a day.
    private static let longest: Int64 = 86_400

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Seconds from `now`, 0 to a day; nil when the value is ill-formed.
    static func seconds(_ value: String, now: UTCTime) -> Int64? {
        if value.utf8.allSatisfy({ (0x30...0x39).contains($0) }), !value.isEmpty {
            return min(Int64(value) ?? longest, longest)
        }
        guard let moment = date(value) else { return nil }
        return min(max(moment.secondsSinceEpoch - now.secondsSinceEpoch, 0), longest)
    }

    /// The one date form that senders must use, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 section 5.6.7).
    private static func date(_ text: String) -> UTCTime? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]),
            let month = months.firstIndex(of: String(parts[2])), let year = Int(parts[3])
        else { return nil }
        let time = parts[4].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard time.count == 3, let hour = time[0], let minute = time[1], let second = time[2] else { return nil }
        return UTCTime(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
    }
}
