internal import Envelope

/// How a request is signed (RFC 9421, 3.3); it follows from the kind of the key.
enum RequestAlgorithm: String, CaseIterable, Hashable, Sendable {
    case ecdsaP256 = "ecdsa-p256-sha256"
    case ecdsaP384 = "ecdsa-p384-sha384"
    case rsa = "rsa-v1_5-sha256"

    init(_ key: KeyAlgorithm) {
        switch key {
        case .p256: self = .ecdsaP256
        case .p384: self = .ecdsaP384
        case .rsa: self = .rsa
        }
    }

    var digest: DigestAlgorithm { self == .ecdsaP384 ? .sha384 : .sha256 }
}
