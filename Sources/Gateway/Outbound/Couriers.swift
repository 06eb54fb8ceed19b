/// The couriers of a node, by the kind of endpoint.
struct Couriers: Sendable {
    let https: any Courier
    /// Nil for a node that sends no mail.
    let mail: (any Courier)?

    static let noMail =
        "Deze partij is alleen per mail bereikbaar, en dit knooppunt verstuurt geen mail; het bericht wacht. Vraag de beheerder "
        + "mail.out in node.json in te stellen."

    /// The courier for an endpoint; nil when this node has none.
    func courier(for endpoint: Endpoint) -> (any Courier)? {
        switch endpoint {
        case .https: https
        case .mail: mail
        }
    }
}
