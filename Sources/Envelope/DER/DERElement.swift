/// One element, as places in the document that holds it: nothing is copied.
struct DERElement: Hashable, Sendable {
    let tag: DERTag
    /// Where the identifier octet is.
    let start: Int
    let content: Range<Int>

    /// Identifier, length and content.
    var whole: Range<Int> { start..<content.upperBound }

    func reader() -> DERReader { DERReader(content) }

    func error(_ reason: DERError.Reason) -> DERError { DERError(reason: reason, offset: start) }
}
