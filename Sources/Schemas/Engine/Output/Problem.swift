/// What is wrong, with what is expected by the schema. Never anything of the instance's value.
public enum Problem: Hashable, Sendable {
    /// Another kind of value is expected: of null, boolean, object, array, number, integer, string.
    case type(expected: [String])
    /// The value is not among those of `enum` (to be read from the violation's `subschema`).
    case notInEnum
    /// The value is not the one of `const`.
    case notConst
    case minimum(JSONNumber), exclusiveMinimum(JSONNumber), maximum(JSONNumber), exclusiveMaximum(JSONNumber)
    case multipleOf(JSONNumber)
    /// Lengths in Unicode scalars.
    case minLength(Int), maxLength(Int)
    /// The text does not match the pattern (to be read from the violation's `subschema`).
    case pattern
    /// The text is not of the format named in the violation's `subschema`.
    case format
    case minItems(Int), maxItems(Int), minProperties(Int), maxProperties(Int)
    /// Two elements are equal; positions from 0. Only the first pair is reported.
    case duplicateItems(first: Int, second: Int)
    case minContains(Int, found: Int), maxContains(Int, found: Int)
    /// A member is missing.
    case required(property: String)
    /// A member is missing because another one is there.
    case dependentRequired(property: String, by: String)
    /// Nothing may stand here: the schema is `false`. The violation's `keyword` tells whether as an additional
    /// property, an unevaluated one, or otherwise.
    case notAllowed
    /// None of the alternatives holds; their own findings follow, marked `isAlternative`.
    case anyOf
    /// None, or more than one, of the alternatives holds.
    case oneOf(matches: Int)
    case not
    /// The text is no code of the list named in the violation's `subschema`.
    case codeList
    case notAfterToday
    /// The date here has to come after another one; pointers from the object that has the keyword.
    case dateOrder(earlier: JSONPointer, later: JSONPointer, orEqual: Bool)
    case spanTooLong(from: JSONPointer, atMost: CalendarSpan)
    case spanTooShort(from: JSONPointer, atLeast: CalendarSpan)
    /// Matching the pattern took too many steps to tell; the value counts as wrong.
    case patternOutOfSteps
    /// The schemas apply each other too deep or too often to tell; the value counts as wrong.
    case tooDeep

    static func limit(of operation: Instruction.Operation, _ limit: JSONNumber) -> Problem {
        switch operation {
        case .minimum: .minimum(limit)
        case .exclusiveMinimum: .exclusiveMinimum(limit)
        case .maximum: .maximum(limit)
        case .exclusiveMaximum: .exclusiveMaximum(limit)
        default: .multipleOf(limit)
        }
    }
}
