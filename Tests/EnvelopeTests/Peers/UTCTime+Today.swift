import Foundation

@testable import Envelope

extension UTCTime {
    /// The clock of this machine: peers use it too.
    static var today: UTCTime { UTCTime(secondsSinceEpoch: Int64(Date.now.timeIntervalSince1970)) }
}
