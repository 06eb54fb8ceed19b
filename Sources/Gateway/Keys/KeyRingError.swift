internal import Envelope

/// Why the keys of a node can't be used, with the file that it is about.
enum KeyRingError: Error, Hashable, Sendable {
    case unreadable(file: String, why: String)
    case certificate(file: String, CertificateError)
    case key(file: String, KeyError)
    /// Certificate and key of one name do not belong together.
    case mismatch(file: String)
    /// The folder has no pair NAME.cert.pem and NAME.key.pem.
    case empty(folder: String)
    /// The process that holds them can't be started, or can't read them.
    case process(KeyProcessError)
    /// An example certificate in a node that is not in demo mode.
    case example(file: String)
}

extension KeyRingError: CustomStringConvertible {
    var description: String {
        switch self {
        case .unreadable(let file, let why): "\(file): \(why)"
        case .certificate(let file, let error): "\(file): \(error)"
        case .key(let file, let error): "\(file): \(error)"
        case .mismatch(let file):
            "\(file): certificate and private key do not belong together; put the pair together again"
        case .empty(let folder):
            "\(folder): no pair NAME.cert.pem and NAME.key.pem; make keys with `weerthuis keys generate`"
        case .process(let error): error.description
        case .example(let file):
            "\(file): this certificate is of the example region, whose keys everybody has; "
                + "use keys of your own, or set \"demo\": true for a demonstration"
        }
    }
}
