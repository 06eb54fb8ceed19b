internal import Envelope
internal import Schemas

/// The time as one message sees it.
struct Moment: Sendable {
    let now: UTCTime
    /// Since 1970, for ids.
    let milliseconds: UInt64
    /// The day on the calendar in the Netherlands.
    let today: CivilDate

    /// Fresh bits from the system's generator.
    func random() -> (UInt64, UInt64) { UniqueID.freshBits() }
}
