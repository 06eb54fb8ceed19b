/// Every keyword that the engine knows, in the order of the specification: JSON Schema Core sections 8, 10 and 11,
/// Validation sections 6 to 9, and our own vocabulary (docs/vocabulary.md).
enum Keyword: String, CaseIterable, Sendable {
    case id = "$id", schema = "$schema", ref = "$ref", anchor = "$anchor", dynamicRef = "$dynamicRef"
    case dynamicAnchor = "$dynamicAnchor", vocabulary = "$vocabulary", comment = "$comment", defs = "$defs"

    case allOf, anyOf, oneOf, not, `if`, then, `else`, dependentSchemas
    case prefixItems, items, contains, properties, patternProperties, additionalProperties, propertyNames
    case unevaluatedItems, unevaluatedProperties
    /// Of earlier drafts; 2020-12 keeps it out of use, and readers may go on understanding it.
    case dependencies

    case type, const, `enum`, multipleOf, maximum, exclusiveMaximum, minimum, exclusiveMinimum
    case maxLength, minLength, pattern, maxItems, minItems, uniqueItems, maxContains, minContains
    case maxProperties, minProperties, required, dependentRequired

    case title, description, `default`, deprecated, readOnly, writeOnly, examples
    case format
    case contentEncoding, contentMediaType, contentSchema

    case codeList, notAfterToday, dateOrder, dateSpan
    case label, help, group, order, sensitivity, ground, enumLabels

    /// Where subschemas stand in a keyword's value.
    enum Shape {
        case none, schema, list, map
    }

    var shape: Shape {
        switch self {
        case .allOf, .anyOf, .oneOf, .prefixItems: .list
        case .defs, .dependentSchemas, .dependencies, .properties, .patternProperties: .map
        case .not, .if, .then, .else, .items, .contains, .additionalProperties, .propertyNames, .unevaluatedItems,
            .unevaluatedProperties, .contentSchema:
            .schema
        default: .none
        }
    }

    /// The vocabularies of which one must be in the dialect for the keyword to mean something.
    var vocabularies: Vocabulary {
        switch self {
        case .id, .schema, .ref, .anchor, .dynamicRef, .dynamicAnchor, .vocabulary, .comment, .defs: .core
        case .allOf, .anyOf, .oneOf, .not, .if, .then, .else, .dependentSchemas, .prefixItems, .items, .contains,
            .properties, .patternProperties, .additionalProperties, .propertyNames:
            .applicator
        case .unevaluatedItems, .unevaluatedProperties: .unevaluated
        case .dependencies: .compatibility
        case .title, .description, .default, .deprecated, .readOnly, .writeOnly, .examples: .metaData
        case .format: [.formatAnnotation, .formatAssertion]
        case .contentEncoding, .contentMediaType, .contentSchema: .content
        case .codeList, .notAfterToday, .dateOrder, .dateSpan, .label, .help, .group, .order, .sensitivity, .ground,
            .enumLabels:
            .formulier
        default: .validation
        }
    }

    /// Whether the value is an annotation result of its own (Core section 7.7).
    var isAnnotation: Bool {
        switch self {
        case .title, .description, .default, .deprecated, .readOnly, .writeOnly, .examples, .format, .contentEncoding,
            .contentMediaType, .contentSchema, .label, .help, .group, .order, .sensitivity, .ground, .enumLabels:
            true
        default: false
        }
    }
}
