/// One assertion or applicator of a subschema. What `a`, `b`, `c` and `value` hold depends on the operation.
struct Instruction: BitwiseCopyable, Sendable {
    enum Operation: UInt8 {
        // Strings
        case minLength, maxLength, pattern, format, codeList, notAfterToday
        // Numbers
        case minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf
        // Any kind
        case const, enumeration, strings, reference, dynamicReference, all, any, one, not, conditional
        // Containers
        case members, elements, dateOrder, dateSpan
    }

    let operation: Operation
    /// Whether `value` holds the whole limit of a numeric keyword.
    var isSmall = false
    var a: Int32 = -1
    var b: Int32 = -1
    var c: Int32 = -1
    var value = 0

    init(_ operation: Operation, a: Int = -1, b: Int = -1, c: Int = -1, value: Int = 0, isSmall: Bool = false) {
        self.operation = operation
        self.a = Int32(truncatingIfNeeded: a)
        self.b = Int32(truncatingIfNeeded: b)
        self.c = Int32(truncatingIfNeeded: c)
        self.value = value
        self.isSmall = isSmall
    }

    var keyword: Keyword {
        switch operation {
        case .minLength: .minLength
        case .maxLength: .maxLength
        case .pattern: .pattern
        case .format: .format
        case .codeList: .codeList
        case .notAfterToday: .notAfterToday
        case .minimum: .minimum
        case .exclusiveMinimum: .exclusiveMinimum
        case .maximum: .maximum
        case .exclusiveMaximum: .exclusiveMaximum
        case .multipleOf: .multipleOf
        case .const: .const
        case .enumeration, .strings: .enum
        case .reference: .ref
        case .dynamicReference: .dynamicRef
        case .all: .allOf
        case .any: .anyOf
        case .one: .oneOf
        case .not: .not
        case .conditional: .if
        case .members: .properties
        case .elements: .items
        case .dateOrder: .dateOrder
        case .dateSpan: .dateSpan
        }
    }
}
