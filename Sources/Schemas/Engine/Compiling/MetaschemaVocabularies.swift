/// Which vocabularies a dialect has: the two that are built in, or what `$vocabulary` of its meta-schema says.
enum MetaschemaVocabularies {
    static func of(
        _ uri: URIReference, in catalogue: Catalogue, usedAt resource: Int
    ) throws(SchemaError) -> Vocabulary {
        let name = uri.withoutFragment
        if let dialect = Dialect(rawValue: name) { return dialect.vocabularies }
        let location = catalogue.location(of: catalogue.resources[resource].root)
        guard let index = catalogue.resource(named: name) else {
            throw SchemaError(reason: .unknownDialect(name), location: location)
        }
        let metaschema = catalogue.value(at: catalogue.resources[index].root)
        guard let declared = metaschema["$vocabulary"] else { return .draft202012 }
        var vocabularies: Vocabulary = .core
        for (uri, isRequired) in declared.members {
            if let known = Vocabulary.byURI[uri] {
                vocabularies.insert(known)
            } else if isRequired.bool != false {
                throw SchemaError(reason: .unknownVocabulary(uri), location: name)
            }
        }
        return vocabularies
    }
}
