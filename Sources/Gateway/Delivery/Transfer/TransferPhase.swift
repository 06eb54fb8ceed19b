/// The phases of an exchange, each with its own limit of time.
enum TransferPhase: Hashable, Sendable {
    case resolve
    case connect
    case tls
    /// The request is on its way or sent; the answer is awaited or coming.
    case answer
    case whole

    func dutch(_ host: String) -> String {
        switch self {
        case .resolve: "het opzoeken van de naam \(host) duurde te lang; controleer de DNS van dit knooppunt"
        case .connect:
            "\(host) reageert niet; vraag de beheerder van de ontvangende partij of het knooppunt daar draait"
        case .tls: "\(host) neemt de verbinding aan maar maakt haar niet veilig; vraag de beheerder daar ernaar"
        case .answer: "\(host) nam het bericht aan maar gaf geen antwoord"
        case .whole: "het verzenden naar \(host) duurde te lang"
        }
    }
}
