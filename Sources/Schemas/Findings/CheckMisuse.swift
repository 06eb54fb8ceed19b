/// A check that was asked for in a way that can't be answered. Says in Dutch what to do.
public enum CheckMisuse: Error, Hashable, Sendable, CustomStringConvertible {
    /// Neither the caller nor the file says which form it is.
    case typeMissing
    /// The caller named a type that the profile doesn't have.
    case typeUnknown(String, suggestion: String?)
    /// The file is a message of another type than the caller named.
    case typesDiffer(asked: String)

    public var description: String {
        switch self {
        case .typeMissing:
            "welke berichtsoort dit is, staat niet in het bestand; geef hem mee, of lever een CloudEvents-bericht"
        case .typeUnknown(let type, let suggestion):
            "het profiel kent de berichtsoort '\(type)' niet" + (suggestion.map { "; bedoelde u '\($0)'?" } ?? "")
        case .typesDiffer(let asked):
            "het bestand is een bericht van een andere soort dan '\(asked)'; laat de soort weg of geef de juiste"
        }
    }
}
