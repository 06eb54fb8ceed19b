/// What can be wrong with a message, as a stable code. docs/codes.md lists them; WT7000 up to WT7999 are kept for the
/// envelope and WT8000 up to WT8999 for the gateway.
public enum FindingCode: String, Hashable, Sendable, CaseIterable {
    case notJSON = "WT1001"
    case notUTF8 = "WT1002"
    case duplicateKey = "WT1003"
    case brokenText = "WT1004"
    case brokenNumber = "WT1005"
    case tooLarge = "WT1101"
    case tooDeep = "WT1102"
    case tooMuchWork = "WT1103"
    case wrongKind = "WT2001"
    case missing = "WT2101"
    case empty = "WT2102"
    case unknownField = "WT2201"
    case date = "WT3001"
    case moment = "WT3002"
    case bsn = "WT3003"
    case postcode = "WT3004"
    case telephone = "WT3005"
    case mailAddress = "WT3006"
    case oin = "WT3007"
    case gemeentecode = "WT3008"
    case identifier = "WT3009"
    case otherForm = "WT3099"
    case codeList = "WT3101"
    case choice = "WT3102"
    case tooLong = "WT3201"
    case tooShort = "WT3202"
    case tooFewLines = "WT3203"
    case tooManyLines = "WT3204"
    case repeatedLine = "WT3205"
    case outOfRange = "WT3206"
    case notMultiple = "WT3207"
    case afterToday = "WT4001"
    case dateOrder = "WT4002"
    case spanTooLong = "WT4003"
    case spanTooShort = "WT4004"
    case missingHere = "WT5001"
    case refusedHere = "WT5002"
    case choiceHere = "WT5003"
    case unknownType = "WT6001"
    case missingInCopy = "WT6002"
    case refusedInCopy = "WT6003"
    case otherRule = "WT6999"

    /// In Dutch, what a finding with this code means.
    public var meaning: String {
        switch self {
        case .notJSON: "de tekst is geen JSON"
        case .notUTF8: "de tekst is geen UTF-8"
        case .duplicateKey: "een veld staat twee keer in dezelfde groep"
        case .brokenText: "een tekst in de JSON is niet goed geschreven"
        case .brokenNumber: "een getal in de JSON is niet goed geschreven"
        case .tooLarge: "het bericht is te groot"
        case .tooDeep: "het bericht is te diep genest"
        case .tooMuchWork: "het veld is niet binnen de rekenlimiet te controleren"
        case .wrongKind: "het veld heeft een verkeerde soort waarde"
        case .missing: "een verplicht veld ontbreekt"
        case .empty: "een veld is leeg"
        case .unknownField: "het formulier kent dit veld niet"
        case .date: "geen bestaande datum"
        case .moment: "geen geldig tijdstip"
        case .bsn: "geen geldig burgerservicenummer"
        case .postcode: "geen geldige postcode"
        case .telephone: "geen geldig telefoonnummer"
        case .mailAddress: "geen geldig mailadres"
        case .oin: "geen geldig OIN"
        case .gemeentecode: "geen geldige gemeentecode"
        case .identifier: "geen geldig nummer van een bericht of dossier"
        case .otherForm: "de waarde heeft niet de verwachte vorm"
        case .codeList: "de code staat niet in de codelijst"
        case .choice: "de waarde is geen van de keuzes"
        case .tooLong: "de tekst is te lang"
        case .tooShort: "de tekst is te kort"
        case .tooFewLines: "de lijst heeft te weinig regels"
        case .tooManyLines: "de lijst heeft te veel regels"
        case .repeatedLine: "dezelfde regel staat twee keer in de lijst"
        case .outOfRange: "het getal is te klein of te groot"
        case .notMultiple: "het getal is geen veelvoud van wat verwacht wordt"
        case .afterToday: "de datum van een feit ligt na vandaag"
        case .dateOrder: "twee datums staan in een volgorde die niet kan"
        case .spanTooLong: "de tijd tussen twee datums is te lang"
        case .spanTooShort: "de tijd tussen twee datums is te kort"
        case .missingHere: "een veld ontbreekt dat hier verplicht is door een ander veld"
        case .refusedHere: "een veld is ingevuld dat hier niet hoort door een ander veld"
        case .choiceHere: "de keuze past hier niet bij een ander veld"
        case .unknownType: "het profiel kent deze berichtsoort niet"
        case .missingInCopy: "een veld ontbreekt dat in dit exemplaar verplicht is"
        case .refusedInCopy: "een veld is ingevuld dat niet in dit exemplaar hoort"
        case .otherRule: "het veld voldoet niet aan een regel van het formulier"
        }
    }

    /// Who must do something about it.
    public var actor: Actor {
        switch self {
        case .notJSON, .notUTF8, .duplicateKey, .brokenText, .brokenNumber, .tooDeep, .wrongKind, .unknownField,
            .unknownType, .identifier, .refusedInCopy:
            .administrator
        default: .sender
        }
    }
}
