internal import Envelope
internal import Foundation
internal import Schemas
internal import Synchronization

/// What time it is for the node. Tests set it off.
final class NodeClock: Sendable {
    private struct Day {
        let quarter: Int64
        let date: CivilDate
    }

    /// Midnight and summer time fall on a quarter of an hour.
    private static let quarterSeconds: Int64 = 900

    private let offset: Mutex<Int64>
    private let day = Mutex<Day?>(nil)
    private let zone = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt

    /// - Parameter offset: seconds ahead of the system's clock.
    init(offset: Int64 = SystemClock.offset) {
        self.offset = Mutex(offset)
    }

    var now: UTCTime { moment.now }

    var moment: Moment {
        let seconds = Date().timeIntervalSince1970 + Double(offset.withLock { $0 })
        let now = UTCTime(secondsSinceEpoch: Int64(seconds))
        return Moment(now: now, milliseconds: UInt64(max(0, seconds * 1000)), today: date(now))
    }

    /// Moves the clock, for tests.
    func advance(seconds: Int64) { offset.withLock { $0 += seconds } }

    private func date(_ now: UTCTime) -> CivilDate {
        let quarter = now.secondsSinceEpoch / Self.quarterSeconds
        return day.withLock { day in
            if let day, day.quarter == quarter { return day.date }
            let instant = Date(timeIntervalSince1970: Double(now.secondsSinceEpoch))
            let local = now.secondsSinceEpoch + Int64(zone.secondsFromGMT(for: instant))
            let date = CivilDate(text: UTCTime(secondsSinceEpoch: local).description)
            day = Day(quarter: quarter, date: date)
            return date
        }
    }
}

extension CivilDate {
    /// The date at the start of an RFC 3339 text that is known to be right.
    fileprivate init(text: String) {
        self = CivilDate(String(text.prefix(10))) ?? CivilDate(dayNumber: 0)
    }
}
