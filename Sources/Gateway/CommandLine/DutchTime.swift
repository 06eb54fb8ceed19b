internal import Envelope
internal import Foundation

/// Moments as people in the Netherlands read them.
enum DutchTime {
    private static let zone = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt

    /// Such as `21-11-2026 15:04:05`.
    static func text(_ time: UTCTime) -> String {
        let instant = Date(timeIntervalSince1970: Double(time.secondsSinceEpoch))
        let local = time.adding(seconds: Int64(zone.secondsFromGMT(for: instant))).description
        let (date, clock) = (local.prefix(10), local.dropFirst(11).prefix(8))
        return date.split(separator: "-").reversed().joined(separator: "-") + " " + clock
    }
}
