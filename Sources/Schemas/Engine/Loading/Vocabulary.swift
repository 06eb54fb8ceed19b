/// The vocabularies that the engine knows; a dialect is a set of them.
struct Vocabulary: OptionSet, Hashable, Sendable {
    let rawValue: Int

    static let core = Vocabulary(rawValue: 1)
    static let applicator = Vocabulary(rawValue: 2)
    static let unevaluated = Vocabulary(rawValue: 4)
    static let validation = Vocabulary(rawValue: 8)
    static let metaData = Vocabulary(rawValue: 16)
    static let formatAnnotation = Vocabulary(rawValue: 32)
    static let formatAssertion = Vocabulary(rawValue: 64)
    static let content = Vocabulary(rawValue: 128)
    /// Ours (docs/vocabulary.md). In a dialect that has it, an unknown keyword is an error.
    static let formulier = Vocabulary(rawValue: 256)
    /// Keywords of earlier drafts that the meta-schema of 2020-12 still describes.
    static let compatibility = Vocabulary(rawValue: 512)

    /// JSON Schema 2020-12 as its own meta-schema declares it.
    static let draft202012: Vocabulary = [
        .core, .applicator, .unevaluated, .validation, .metaData, .formatAnnotation, .content, .compatibility,
    ]

    static let formulierDialect: Vocabulary = [
        .core, .applicator, .unevaluated, .validation, .metaData, .formatAssertion, .content, .formulier,
    ]

    private static let standard = "https://json-schema.org/draft/2020-12/vocab/"

    static let byURI: [String: Vocabulary] = [
        standard + "core": .core, standard + "applicator": .applicator, standard + "unevaluated": .unevaluated,
        standard + "validation": .validation, standard + "meta-data": .metaData,
        standard + "format-annotation": .formatAnnotation, standard + "format-assertion": .formatAssertion,
        standard + "content": .content, "https://weerthuis.nl/vocab/formulier/1": .formulier,
    ]
}
