internal import Envelope

/// One request to another party.
struct HTTPCall: Sendable {
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// Absolute, https.
    var url: String
    var method: Method = .post
    /// Without Host and Content-Length, which are added.
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    /// Whose places it takes among ``DeliverySettings/perPartner``; nil: those of the host.
    var partner: OIN?
    /// The largest answer in bytes; nil: what the settings say.
    var responseLimit: Int?
}
