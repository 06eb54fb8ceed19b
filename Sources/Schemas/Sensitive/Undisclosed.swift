/// A value that holds what a form says of a person, and therefore has no text form.
///
/// Interpolating one does not compile (a warning, and warnings are errors). Where it gets into a text by another way, inside an
/// array, an error or a mirror, its place is taken by ``Sensitive/placeholder``.
public protocol Undisclosed: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension Undisclosed {
    public var description: String { undisclosedText }
    public var debugDescription: String { undisclosedText }
    public var customMirror: Mirror {
        Mirror(self, children: [], displayStyle: .struct, ancestorRepresentation: .suppressed)
    }
}

/// What stands in a text where a value is that has none.
let undisclosedText = "(not disclosed)"

extension DefaultStringInterpolation {
    // Deprecated rather than unavailable: of an unavailable overload the compiler would quietly choose the next best.
    @available(*, deprecated, message: "this holds personal data, which belongs in no log, error or sentence")
    public mutating func appendInterpolation(_ value: some Undisclosed) { appendLiteral(undisclosedText) }
}
