internal import Envelope
internal import Foundation
internal import Schemas

/// The one place where the command line asks what time it is.
enum SystemClock {
    /// Seconds ahead of the system's clock. Tests set it, to run a command on a later day.
    @TaskLocal static var offset: Int64 = 0

    private static var instant: Date { Date().addingTimeInterval(Double(offset)) }

    /// Now, in whole seconds.
    static var now: UTCTime { UTCTime(secondsSinceEpoch: Int64(instant.timeIntervalSince1970)) }

    /// Milliseconds since 1970, for the ids of messages.
    static var milliseconds: UInt64 { UInt64(max(0, instant.timeIntervalSince1970 * 1000)) }

    /// Today as a coordinator in the Netherlands reads it on the calendar, whatever the zone of the machine.
    static var today: CivilDate? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: instant)
        guard let year = parts.year, let month = parts.month, let day = parts.day else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }
}
