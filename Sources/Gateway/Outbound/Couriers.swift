/// The couriers of a node, by the kind of endpoint.
struct Couriers: Sendable {
    let https: any Courier
    /// Nil while this node sends no mail.
    let mail: (any Courier)?

    static let noMail =
        "Deze partij is alleen per mail bereikbaar, en deze versie verstuurt nog geen mail; het bericht wacht."

    /// The courier for an endpoint; nil when this node has none.
    func courier(for endpoint: Endpoint) -> (any Courier)? {
        switch endpoint {
        case .https: https
        case .mail: mail
        }
    }
}
