internal import Envelope
internal import Foundation
internal import Schemas

/// The one place where the command line asks what time it is.
enum SystemClock {
    /// Now, in whole seconds.
    static var now: UTCTime { UTCTime(secondsSinceEpoch: Int64(Date().timeIntervalSince1970)) }

    /// Milliseconds since 1970, for the ids of messages.
    static var milliseconds: UInt64 { UInt64(max(0, Date().timeIntervalSince1970 * 1000)) }

    /// Today as a coordinator in the Netherlands reads it on the calendar, whatever the zone of the machine.
    static var today: CivilDate? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: Date())
        guard let year = parts.year, let month = parts.month, let day = parts.day else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }
}
