/// A clock: which message starts it, which one stops it, and how long it may run.
public struct Term: Hashable, Sendable {
    /// A message, and the moment in it that counts.
    public struct Moment: Hashable, Sendable {
        public let message: String
        /// The date field that counts; nil: the time of the message itself.
        public let field: JSONPointer?
        public let condition: FieldCondition?
    }

    public enum Limit: Hashable, Sendable {
        /// At most this long after the start.
        case within(CalendarSpan)
        case withinHours(Int)
        /// At the latest this long before the date that the start names; the longer span is preferred.
        case before(CalendarSpan, preferably: CalendarSpan?)
        /// Before this day of the year after the one that stands in the field of the stop.
        case beforeDayOfNextYear(month: Int, day: Int)
    }

    public let name: String
    /// For people, in Dutch.
    public let title: String
    /// The role that must act; nil: whoever sent the message that started the clock.
    public let waitsFor: String?
    /// Nil only for a clock that runs every year.
    public let start: Moment?
    /// The clock runs only if there is such a message too.
    public let provided: Moment?
    /// Nil: a person stops it.
    public let stop: Moment?
    public let limit: Limit
    public let ground: String

    var moments: [Moment] { [start, provided, stop].compactMap(\.self) }
}
