extension SchemaError.Reason {
    /// In Dutch, for whoever changes a form.
    var sentence: String {
        switch self {
        case .invalidKeyword("enumLabels", _):
            "in enumLabels staat bij elke tekst van enum één naam voor mensen, en verder niets"
        case .invalidKeyword(let keyword, let expected): "'\(keyword)' is niet goed; verwacht wordt: \(expected)"
        case .notASchema: "hier moet een schema staan: een groep sleutelwoorden, true of false"
        case .unresolvedReference(let uri): "'\(uri)' leidt nergens heen; voeg het toe of verbeter de verwijzing"
        case .unknownKeyword(let keyword, let near): "het sleutelwoord '\(keyword)' bestaat niet" + Self.hint(near)
        case .unknownDialect(let uri): "het dialect '\(uri)' is niet bekend; verbeter $schema"
        case .unknownVocabulary(let uri): "de woordenlijst '\(uri)' is niet bekend"
        case .unknownCodeList(let name, let near): "de codelijst '\(name)' bestaat niet" + Self.hint(near)
        case .unknownFormat(let name, let near): "het format '\(name)' bestaat niet" + Self.hint(near)
        case .invalidPattern(let why): "het patroon is geen reguliere expressie: \(why)"
        case .duplicateURI(let uri): "'\(uri)' is al in gebruik; geef een van de twee een andere naam"
        case .endlessReference: "dit schema verwijst zonder einde naar zichzelf; doorbreek de cirkel"
        case .tooLarge(let limit): "meer dan \(limit) deelschema's; verdeel het schema"
        }
    }

    private static func hint(_ suggestion: String?) -> String {
        suggestion.map { "; bedoelde u '\($0)'?" } ?? "; haal het weg of verbeter de naam"
    }
}
