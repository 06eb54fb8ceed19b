internal import Envelope

/// The names of key algorithms on the command line.
enum KeyAlgorithmName {
    static let known: [(name: String, algorithm: KeyAlgorithm)] = [
        ("p256", .p256), ("p384", .p384), ("rsa-3072", .rsa(bits: 3072)), ("rsa-4096", .rsa(bits: 4096)),
    ]

    static func parse(_ name: String?) throws(CommandError) -> KeyAlgorithm {
        guard let name else { return .p256 }
        guard let found = known.first(where: { $0.name == name }) else {
            throw .usage(
                "--algorithm \(name) is not known", remedy: Suggestion.sentence(for: name, among: known.map(\.name)))
        }
        return found.algorithm
    }
}
