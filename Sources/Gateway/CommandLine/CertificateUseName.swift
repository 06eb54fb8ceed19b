internal import Envelope

/// The names of certificate uses on the command line.
enum CertificateUseName {
    static let known: [(name: String, use: CertificateUse)] = [
        ("signing", .signing), ("encryption", .encryption), ("both", .signingAndEncryption),
    ]

    static func parse(_ name: String) throws(CommandError) -> CertificateUse {
        guard let found = known.first(where: { $0.name == name }) else {
            throw .usage("--use \(name) is not known", remedy: Suggestion.sentence(for: name, among: known.map(\.name)))
        }
        return found.use
    }
}
