/// A setting under `delivery` that can't work: which, why, and what to do.
enum DeliverySettingsError: Error, Hashable, Sendable {
    case network(String)
    case proxy(String)
    case authorities(path: String, reason: String)
    case clientIdentity(path: String, reason: String)
    /// A number that is not above zero.
    case number(String)
    /// The installed libcurl can't do what is needed; the text is its own.
    case library(String)
}

extension DeliverySettingsError: CustomStringConvertible {
    var description: String {
        switch self {
        case .network(let text): "delivery.allowPrivate: \"\(text)\" is no network; write it as 10.1.0.0/16 or fd00::/8"
        case .proxy(let text): "delivery.proxy: \"\(text)\" is no proxy; write http://host:port or https://host:port"
        case .authorities(let path, let reason):
            "delivery.authorities: \(path): \(reason); give a PEM file with CERTIFICATE blocks"
        case .clientIdentity(let path, let reason):
            "delivery.clientCertificate: \(path): \(reason); give a PEM certificate, its PEM key and the right passphrase"
        case .number(let name): "delivery.\(name): must be above zero"
        case .library(let reason):
            "libcurl: \(reason); install libcurl4 of Debian 12 or newer, built with OpenSSL"
        }
    }
}
