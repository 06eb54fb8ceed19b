extension Finding {
    /// What is wrong with a text that is no JSON.
    init(_ error: JSONSyntaxError) {
        let (code, sentence) = Self.explain(error.reason)
        self.init(
            code, .root, "Bericht", "Regel \(error.line), teken \(error.column): \(sentence)",
            position: Position(line: error.line, column: error.column))
    }

    private static func explain(_ reason: JSONSyntaxError.Reason) -> (FindingCode, String) {
        switch reason {
        case .empty: (.notJSON, "er staat niets; verwacht wordt een formulier in JSON.")
        case .tooLarge(let limit): (.tooLarge, "het bericht is groter dan \(limit) bytes; maak het kleiner.")
        case .tooDeep(let limit):
            (.tooDeep, "groepen en lijsten staan meer dan \(limit) diep in elkaar; maak dat minder.")
        case .byteOrderMark: (.notUTF8, "de tekst begint met een byte order mark; bewaar hem als UTF-8 zonder.")
        case .invalidUTF8: (.notUTF8, "hier staan bytes die geen UTF-8 zijn; bewaar de tekst als UTF-8.")
        case .unexpectedEnd: (.notJSON, "de tekst houdt midden in een waarde op; maak hem af.")
        case .unexpectedCharacter:
            (.notJSON, "dit teken kan hier niet staan; kijk naar aanhalingstekens, komma's en haken.")
        case .trailingBytes: (.notJSON, "na het formulier volgt nog iets; haal dat weg.")
        case .duplicateKey: (.duplicateKey, "dit veld staat al in dezelfde groep; haal een van de twee weg.")
        case .controlCharacter: (.brokenText, "in een tekst staat een stuurteken; schrijf het als escape.")
        case .invalidEscape: (.brokenText, "na de backslash staat iets dat JSON niet kent; verbeter de escape.")
        case .loneSurrogate: (.brokenText, "hier staat een half teken (surrogaat); schrijf beide helften.")
        case .invalidNumber: (.brokenNumber, "dit is geen getal volgens JSON; schrijf het zonder nul of plus vooraan.")
        case .exponentTooLarge: (.brokenNumber, "de exponent heeft meer dan negen cijfers; schrijf een kleiner getal.")
        }
    }
}
