/// What people are told about a format that a value doesn't have.
enum FormatWords {
    /// The code, what the value isn't, and what is expected.
    static func explain(_ format: String) -> (code: FindingCode, isNot: String, expected: String) {
        switch format {
        case "date": (.date, "geen bestaande datum", "verwacht wordt jjjj-mm-dd, bijvoorbeeld 2026-03-01")
        case "date-time":
            (
                .moment, "geen geldig tijdstip",
                "verwacht wordt datum, tijd en zone, bijvoorbeeld 2026-03-01T09:30:00+01:00"
            )
        case "time": (.moment, "geen geldige tijd", "verwacht wordt tijd en zone, bijvoorbeeld 09:30:00+01:00")
        case "bsn":
            (.bsn, "geen geldig burgerservicenummer", "verwacht worden negen cijfers die voldoen aan de elfproef")
        case "nl-postcode": (.postcode, "geen geldige postcode", "verwacht worden vier cijfers en twee letters")
        case "nl-telefoonnummer":
            (.telephone, "geen geldig telefoonnummer", "verwacht worden tien cijfers, of + met de landcode")
        case "email": (.mailAddress, "geen geldig mailadres", "verwacht wordt een adres als naam@organisatie.nl")
        case "oin": (.oin, "geen geldig OIN", "verwacht worden twintig cijfers")
        case "gemeentecode": (.gemeentecode, "geen geldige gemeentecode", "verwacht wordt GM met vier cijfers")
        case "uuid":
            (
                .identifier, "geen geldig nummer",
                "verwacht wordt een UUID, het nummer dat de software aan bericht of dossier gaf"
            )
        case "json-pointer": (.otherForm, "geen JSON-pointer", "verwacht wordt een plaats als /geboortedatum")
        default: (.otherForm, "niet in de verwachte vorm (\(format))", "verbeter de schrijfwijze")
        }
    }
}
