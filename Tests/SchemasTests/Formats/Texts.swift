@testable import Schemas

/// Expectations can't hold a span, so the tests hand over whole texts.
extension Pattern {
    func search(_ text: String) -> PatternOutcome { search(text.utf8.span) }
}

extension Format {
    func accepts(_ text: String) -> Bool { accepts(text.utf8.span) }
}

extension Burgerservicenummer {
    static func isValid(_ text: [UInt8]) -> Bool { isValid(text.span) }
}
