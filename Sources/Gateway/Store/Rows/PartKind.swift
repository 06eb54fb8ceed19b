/// The encrypted parts of a message. The raw values stand in the file: a new kind gets a new one, below 8.
enum PartKind: Int64, Sendable {
    /// The CloudEvents document.
    case content = 0
    /// The signed MIME entity.
    case evidence = 1
    /// The digest that a receipt confirms.
    case mic = 2
    /// The signed receipt.
    case receipt = 3

    /// Where the part of a message stands in the table.
    func place(of number: Int64) -> Int64 { number * 8 + rawValue }
}
