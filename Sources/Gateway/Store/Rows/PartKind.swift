/// The encrypted parts of a message. The raw values stand in the file: a new kind gets a new one, below 8.
///
/// What comes together stands in one box: each costs a nonce, a key schedule and a line.
enum PartKind: Int64, Sendable {
    /// The CloudEvents document of a delivery.
    case content = 0
    /// The signed MIME entity of a delivery whose receipt comes later.
    case evidence = 1
    /// An arrival: see ``ArrivalParts``.
    case arrival = 4

    /// What its box is bound to.
    var name: String { String(rawValue) }

    /// Where the part of a message stands in the table.
    func place(of number: Int64) -> Int64 { number * 8 + rawValue }
}
